"""How rated customers stand today, and why somebody has to look again (D-3, D-30)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.credit.terms import CreditGrade
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed
from maizi.kernel.texts import retold

from ..terms import ReviewState, Trigger
from .cards import Scorecard
from .evaluations import Evaluation


def _points(label) -> models.DecimalField:
    return models.DecimalField(label, max_digits=12, decimal_places=4, default=0)


class Standing(models.Model):
    """The grade that holds for one customer, and what it would be with today's payments.

    fixed_points, fixed_weight  of the traits that change with a new evaluation only
    live_score, live_grade      with the payments as of `measured_on`; empty where it can't be said
    """

    data_class_default = DataClass.CREDIT

    id = id_field()
    customer = models.OneToOneField(
        Customer, models.PROTECT, related_name="credit_standing", verbose_name=_("客户")
    )
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="+", verbose_name=_("信用评价")
    )
    card = models.ForeignKey(Scorecard, models.PROTECT, related_name="+", verbose_name=_("评分卡"))
    grade = classed(
        models.CharField(_("信用等级"), max_length=1, choices=CreditGrade.choices()),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    score = models.DecimalField(_("得分"), max_digits=5, decimal_places=2)
    until_on = models.DateField(_("有效期至"))
    statement_end = models.DateField(_("报表截止日"), null=True)
    is_capped_b = models.BooleanField(_("新客户或资料不齐"), default=False)
    is_barred = models.BooleanField(_("有欺诈、失信或拒绝提供资料"), default=False)
    fixed_points = _points(_("其余项得分"))
    fixed_weight = _points(_("其余项权重"))
    live_score = models.DecimalField(_("今日得分"), max_digits=5, decimal_places=2, null=True)
    live_grade = models.CharField(
        _("今日等级"), max_length=1, choices=CreditGrade.choices(), blank=True
    )
    overdue_days = models.PositiveIntegerField(_("最长逾期天数"), default=0)
    measured_on = models.DateField(_("重算日期"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("信用现状")
        ordering = ["id"]
        indexes = [models.Index(fields=["grade", "until_on"], name="standings_by_grade")]

    def __str__(self) -> str:
        return f"{self.customer} {self.grade}"


class Review(models.Model):
    """One reason to rate a customer again; open until somebody has.

    said  the text by its message and values, so that each reads it in his language; {} for words
          that a person wrote
    """

    data_class_default = DataClass.CREDIT
    writes_by_verb = True
    label_field = "text"
    sort_keys = {"raised_at": "id"}
    sortable = ("raised_at",)

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="credit_reviews", verbose_name=_("客户")
    )
    trigger = models.CharField(_("起因"), max_length=10, choices=Trigger.choices())
    text = models.CharField(_("说明"), max_length=200)
    said = models.JSONField(_("说明的出处"), default=dict, editable=False)
    state = models.CharField(
        _("状态"), max_length=5, choices=ReviewState.choices(), default=ReviewState.OPEN,
        editable=False,
    )  # fmt: skip
    raised_at = models.DateTimeField(_("提出时间"), editable=False)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("提出人"), editable=False
    )
    answer = models.CharField(_("处理结果"), max_length=200, blank=True, editable=False)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("处理人"), editable=False
    )
    closed_at = models.DateTimeField(_("处理时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("复评事项"), ngettext_lazy("复评事项", "复评事项", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "trigger"], condition=Q(state="open"), name="one_open_review"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def words(self) -> str:
        """The text in the language of whoever reads."""
        return retold(self.said, gettext) if self.said else self.text

    def get_absolute_url(self) -> str:
        return reverse("rating:review", args=[self.pk])


class Recheck(models.Model):
    """An individual wants a person, not a card, to look at his grade (PIPL art. 24)."""

    data_class_default = DataClass.PERSONAL

    id = id_field()
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="rechecks", verbose_name=_("信用评价")
    )
    words = models.TextField(_("客户怎么说"), max_length=1000)
    asked_on = models.DateField(_("要求日期"))
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("受理人"))
    answer = models.TextField(_("人工复核结论"), max_length=1000, blank=True)
    keeps = models.BooleanField(_("维持原评级"), null=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("复核人")
    )
    answered_on = models.DateField(_("答复日期"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("人工复核")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(answered_on=None), name="one_open_recheck"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation} {self.asked_on}"
