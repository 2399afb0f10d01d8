"""One evaluation of one customer: paragraphs, marks, what it came to (D-1, D-2, D-12)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.credit.models.accounts import money_field
from maizi.credit.terms import CreditGrade
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import EvaluationState, Factor
from .cards import Scorecard, ScoreTrait

OF_CREDIT = {"data_class": DataClass.CREDIT, "group": FieldGroup.CREDIT}


def _credit(field):
    return classed(field, **OF_CREDIT)


def _flag(label) -> models.BooleanField:
    return _credit(models.BooleanField(label, default=False))


def _grade(label) -> models.CharField:
    field = models.CharField(
        label, max_length=1, choices=CreditGrade.choices(), blank=True, editable=False
    )
    return _credit(field)


class Evaluation(models.Model):
    """How much credit a customer deserves, judged once by one version of a card.

    told  what the score is made of, kept as it was when it was submitted
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    label_field = "no"
    sort_keys = {"at": "id"}
    sortable = ("no", "score", "until_on", "at", "grade")

    id = id_field()
    no = models.CharField(_("评价编号"), max_length=32, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="credit_evaluations", verbose_name=_("客户")
    )
    card = models.ForeignKey(
        Scorecard, models.PROTECT, related_name="evaluations", verbose_name=_("评分卡")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=EvaluationState.choices(),
        default=EvaluationState.OPEN, editable=False,
    )  # fmt: skip
    monthly_yuan = _credit(money_field(
        _("预计月均销售额"), null=True, blank=True, validators=[MinValueValidator(0)],
        help_text=_("没有发货记录的新客户才用；老客户按最近 12 个月开票算。"),
    ))  # fmt: skip
    asked_yuan = _credit(money_field(
        _("申请额度"), null=True, blank=True, validators=[MinValueValidator(0)]
    ))  # fmt: skip
    collateral_yuan = _credit(money_field(
        _("抵押或担保价值"), null=True, blank=True, validators=[MinValueValidator(0)]
    ))  # fmt: skip
    is_fraud = _flag(_("有欺诈记录"))
    is_dishonest = _flag(_("列入失信被执行人"))
    refuses_papers = _flag(_("拒绝提供资料"))
    is_special = _flag(_("首次交易也给信用（特批）"))
    strengths = _credit(models.TextField(_("优势"), max_length=1000, blank=True))
    risks = _credit(models.TextField(_("风险"), max_length=1000, blank=True))
    conclusion = _credit(models.TextField(_("分析结论"), max_length=2000, blank=True))
    score = _credit(models.DecimalField(
        _("得分"), max_digits=5, decimal_places=2, null=True, editable=False
    ))  # fmt: skip
    grade = _grade(_("建议信用等级"))
    formula_yuan = _credit(money_field(_("公式额度"), default=0, editable=False))
    limit_yuan = _credit(money_field(
        _("信用额度"), null=True, blank=True, validators=[MinValueValidator(0)],
        help_text=_("留空按公式。"),
    ))  # fmt: skip
    limit_reason = _credit(models.CharField(_("调整额度的理由"), max_length=200, blank=True))
    terms_days = _credit(models.PositiveSmallIntegerField(
        _("账期（天）"), default=0, editable=False
    ))  # fmt: skip
    grace_days = _credit(models.PositiveSmallIntegerField(
        _("逾期宽限（天）"), default=0, editable=False
    ))  # fmt: skip
    until_on = _credit(models.DateField(_("有效期至"), null=True, editable=False))
    told = _credit(models.JSONField(_("评分说明"), default=dict, editable=False))
    answer = models.CharField(_("审批意见"), max_length=400, blank=True, editable=False)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("评价人"), editable=False
    )
    at = models.DateTimeField(_("开始时间"), editable=False)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("批准人"), editable=False
    )
    approved_on = models.DateField(_("批准日期"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("信用评价"), ngettext_lazy("信用评价", "信用评价", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(state__in=["open", "pending"]),
                name="one_evaluation_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("by")),
                name="approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(score__isnull=False, approved_on__isnull=False),
                name="approved_has_its_score",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["customer", "state"], name="evaluations_of_customer")]

    def __str__(self) -> str:
        return f"{self.no} {self.customer}"

    def get_absolute_url(self) -> str:
        return reverse("rating:evaluation", args=[self.pk])


class Paragraph(models.Model):
    """What is said of one of the five influence factors, and how it is rated (D-1)."""

    data_class_default = DataClass.CREDIT

    id = id_field()
    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="paragraphs", verbose_name=_("信用评价")
    )
    factor = models.CharField(_("影响因素"), max_length=10, choices=Factor.choices())
    text = models.TextField(_("评述"), max_length=2000)
    mark = models.PositiveSmallIntegerField(_("评分"), validators=[MaxValueValidator(100)])

    class Meta:
        verbose_name = verbose_name_plural = _("影响因素评述")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "factor"], name="paragraph_once"),
        ]

    def __str__(self) -> str:
        return self.get_factor_display()


class Evaluator(models.Model):
    """Somebody who scores the manual traits by himself; the others' marks he sees afterwards."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="evaluators", verbose_name=_("信用评价")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("评分人"))
    done_at = models.DateTimeField(_("交卷时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("评分人")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "person"], name="evaluator_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Mark(models.Model):
    """One score of one trait, by one evaluator; without him: agreed upon, or computed.

    score  None: not assessable
    value  what an automatic trait was scored from
    """

    data_class_default = DataClass.CREDIT

    id = id_field()
    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="marks", verbose_name=_("信用评价")
    )
    trait = models.ForeignKey(
        ScoreTrait, models.PROTECT, related_name="+", verbose_name=_("评分项")
    )
    evaluator = models.ForeignKey(
        Evaluator, models.CASCADE, null=True, related_name="marks", verbose_name=_("评分人")
    )
    score = models.PositiveSmallIntegerField(
        _("得分"), null=True, validators=[MaxValueValidator(100)]
    )
    value = models.DecimalField(_("取值"), max_digits=20, decimal_places=6, null=True)
    note = models.CharField(_("依据"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("评分")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "trait", "evaluator"], name="mark_once_by_evaluator",
                condition=Q(evaluator__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["evaluation", "trait"], name="mark_agreed_once",
                condition=Q(evaluator=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.trait} {self.score}"
