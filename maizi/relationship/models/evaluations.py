"""客户关系评估表: one evaluation of the relation with a customer, and its nine marks (L-12)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.care.terms import LoyaltyClass
from maizi.customers.models import Customer
from maizi.customers.terms import Lifecycle
from maizi.kernel.privacy import DataClass

from ..terms import Band, Indicator, State


def points_field(label, **options) -> models.DecimalField:
    """Points between 0 and 100, to a hundredth."""
    return models.DecimalField(label, max_digits=5, decimal_places=2, null=True, **options)


class Evaluation(models.Model):
    """One evaluation of the relation with one customer in one period.

    The score is reckoned from the marks and not kept: the marks of profit and credit could be
    reckoned back from it, so it is shown to whoever may see both, and the band to everybody.
    """

    data_class_default = DataClass.INTERNAL
    label_field = "no"
    sortable = ("no", "ends_on")

    id = id_field()
    no = models.CharField(_("评估编号"), max_length=32, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="relationship_evaluations", verbose_name=_("客户")
    )
    starts_on = models.DateField(_("评估期开始"))
    ends_on = models.DateField(_("评估期结束"))
    state = models.CharField(
        _("状态"), max_length=8, choices=State.choices(), default=State.DRAFT, editable=False
    )
    band = models.CharField(
        _("关系等级"), max_length=1, choices=Band.choices(), blank=True, editable=False
    )
    lifecycle = models.CharField(
        _("发展阶段"), max_length=16, choices=Lifecycle.choices(), blank=True, editable=False
    )
    loyalty_class = models.CharField(
        _("忠诚等级"), max_length=6, choices=LoyaltyClass.choices(), blank=True, editable=False
    )
    problems = models.TextField(_("存在的问题"), max_length=2000, blank=True)
    strategy = models.TextField(_("对策"), max_length=2000, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("填表人"), editable=False
    )
    at = models.DateTimeField(_("取数时间"), editable=False)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("复核人"), editable=False
    )
    reviewed_at = models.DateTimeField(_("复核时间"), null=True, editable=False)
    opinion = models.CharField(_("复核意见"), max_length=400, blank=True, editable=False)

    class Meta:
        verbose_name = _("客户关系评估表")
        verbose_name_plural = ngettext_lazy("客户关系评估表", "客户关系评估表", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="relation_period_forwards"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=F("by")),
                name="relation_reviewed_by_another",
            ),
            models.UniqueConstraint(
                fields=["customer"], condition=~Q(state="approved"), name="one_relation_open"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-ends_on"], name="relations_of_customer"),
            models.Index(fields=["state", "-id"], name="relations_by_state"),
        ]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("relationship:evaluation", args=[self.pk])


class Mark(models.Model):
    """One of the nine indicators of an evaluation.

    weight    as the company set it when the numbers were taken
    proposed  what the system makes of what it knows; None for unknown
    value     what counts: proposed, or what a person set with a reason
    told      where the number comes from, a list of sentences as `kernel.texts.kept` stores them
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="marks", verbose_name=_("客户关系评估表")
    )
    indicator = models.CharField(_("指标"), max_length=12, choices=Indicator.choices())
    weight = models.PositiveSmallIntegerField(_("权重"))
    proposed = points_field(_("系统建议"))
    value = points_field(_("得分"))
    told = models.JSONField(_("依据"), default=list)
    reason = models.CharField(_("改动理由"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("评估指标"), ngettext_lazy("评估指标", "评估指标", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "indicator"], name="marked_once"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__gte=0, value__lte=100), name="mark_0_to_100"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_indicator_display())
