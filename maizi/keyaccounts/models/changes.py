"""Applications to change a grade, and suggestions on the scheme (D-20, D-40)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.credit.models import AppliedGrade
from maizi.credit.models.accounts import money_field
from maizi.credit.terms import CreditGrade
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass
from maizi.kernel.texts import N_, retold

from ..terms import ChangeState, SuggestionState, Trigger
from .lists import colour_field, of_credit, rate_field

OPEN = [state.value for state in ChangeState if state.is_open]
BETWEEN = N_("；")


def _grade(label, **options) -> models.CharField:
    return of_credit(
        models.CharField(label, max_length=1, choices=CreditGrade.choices(), blank=True, **options)
    )


def _person(label) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=label, editable=False
    )


class GradeChange(models.Model):
    """大客户信用等级变更申请表: what holds, what is asked for, and how far it is.

    What holds is kept as it was when the application was made, so that the form stays readable.

    said                  each thing that brought it up, by message and values; `why` in Chinese
    grace_days, until_on  of the evaluation it came from; None takes the company's measures
    waiting               what an evaluation came to while this one was being judged
    """

    data_class_default = DataClass.INTERNAL
    label_field = "no"
    sortable = ("no", "raised_at", "effective_at")

    id = id_field()
    no = models.CharField(_("申请编号"), max_length=32, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="grade_changes", verbose_name=_("客户")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=ChangeState.choices(), editable=False,
        default=ChangeState.CANDIDATE,
    )  # fmt: skip
    trigger = models.CharField(
        _("起因"), max_length=8, choices=Trigger.choices(), default=Trigger.HAND, editable=False
    )
    why = of_credit(models.CharField(_("起因说明"), max_length=300, blank=True, editable=False))
    said = of_credit(models.JSONField(_("起因的出处"), default=list, editable=False))
    old_grade = _grade(_("现等级"), editable=False)
    old_limit_yuan = of_credit(money_field(_("现额度"), default=Decimal(0), editable=False))
    old_terms_days = of_credit(
        models.PositiveSmallIntegerField(_("现账期（天）"), default=0, editable=False)
    )
    old_list = colour_field(_("现名单"))
    amount_yuan = of_credit(money_field(_("近 12 个月交易额"), default=Decimal(0), editable=False))
    rate = rate_field()
    grade = _grade(_("申请等级"))
    limit_yuan = of_credit(
        money_field(_("申请额度"), default=Decimal(0), validators=[MinValueValidator(0)])
    )
    terms_days = of_credit(models.PositiveSmallIntegerField(_("申请账期（天）"), default=0))
    grace_days = of_credit(
        models.PositiveSmallIntegerField(_("逾期宽限（天）"), null=True, editable=False)
    )
    until_on = of_credit(models.DateField(_("有效期至"), null=True, editable=False))
    waiting = of_credit(models.JSONField(_("审批期间的新评价"), default=dict, editable=False))
    returns_to_list = models.BooleanField(_("恢复大客户身份"), default=False)
    reason = of_credit(models.CharField(_("申请理由"), max_length=400, blank=True))
    documents = models.CharField(_("所附资料"), max_length=300, blank=True)
    opinion = of_credit(models.CharField(_("退回意见"), max_length=300, blank=True, editable=False))
    raised_at = models.DateTimeField(_("提出时间"), editable=False)
    by = _person(_("申请人"))
    filed_at = models.DateTimeField(_("提交时间"), null=True, editable=False)
    asked_for_more_at = models.DateTimeField(_("请求延期时间"), null=True, editable=False)
    asked_for_more_by = _person(_("请求延期人"))
    extension_reason = models.CharField(_("延期原因"), max_length=200, blank=True, editable=False)
    extended_at = models.DateTimeField(_("批准延期时间"), null=True, editable=False)
    extended_by = _person(_("批准延期人"))
    signed_by = _person(_("签署人"))
    signed_at = models.DateTimeField(_("签署时间"), null=True, editable=False)
    effective_at = models.DateTimeField(_("生效时间"), null=True, editable=False)
    closed_at = models.DateTimeField(_("办结时间"), null=True, editable=False)
    applied = models.OneToOneField(
        AppliedGrade, models.PROTECT, null=True, editable=False, related_name="change",
        verbose_name=_("生效的等级"),
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("等级变更"), ngettext_lazy("等级变更", "等级变更", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="grade_changes_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(state__in=OPEN), name="one_open_grade_change"
            ),
            models.CheckConstraint(
                condition=Q(effective_at__isnull=True) | Q(effective_at__gte=F("signed_at")),
                name="grade_holds_from_signature",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.no} {self.customer}"

    @property
    def words(self) -> str:
        """What brought it up, in the language of whoever reads."""
        return gettext(BETWEEN).join(retold(self.said, gettext)) if self.said else self.why

    def get_absolute_url(self) -> str:
        return reverse("keyaccounts:gradechange", args=[self.pk])


class Suggestion(models.Model):
    """优化建议: what a reader of credit information would do better, and what was decided."""

    data_class_default = DataClass.INTERNAL
    label_field = "text"
    sortable = ("at",)

    id = id_field()
    text = models.CharField(_("建议"), max_length=500)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", editable=False, verbose_name=_("提出人")
    )
    at = models.DateTimeField(_("提出时间"), editable=False)
    state = models.CharField(
        _("状态"), max_length=8, choices=SuggestionState.choices(), editable=False,
        default=SuggestionState.OPEN,
    )  # fmt: skip
    answer = models.CharField(_("答复"), max_length=500, blank=True, editable=False)
    decided_by = _person(_("答复人"))
    decided_at = models.DateTimeField(_("答复时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("优化建议"), ngettext_lazy("优化建议", "优化建议", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text[:40]

    def get_absolute_url(self) -> str:
        return reverse("keyaccounts:suggestion", args=[self.pk])
