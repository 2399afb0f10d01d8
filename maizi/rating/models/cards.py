"""Scorecards, version by version: criteria with weights, traits with steps (D-2)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass

from ..terms import CardSort, CardState, Factor, Measure, Serves
from .books import Attribute


class Scorecard(models.Model):
    """One version of a card; what was rated by it keeps it, so it changes as a draft only."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("name", "version")

    id = id_field()
    name = models.CharField(_("名称"), max_length=60)
    sort = models.CharField(
        _("评分体系"), max_length=4, choices=CardSort.choices(), default=CardSort.C5
    )
    serves = models.CharField(
        _("用于"), max_length=12, choices=Serves.choices(), default=Serves.ENTERPRISE
    )
    version = models.PositiveSmallIntegerField(_("版本"), default=1, editable=False)
    state = models.CharField(
        _("状态"), max_length=8, choices=CardState.choices(), default=CardState.DRAFT,
        editable=False,
    )  # fmt: skip
    note = models.CharField(_("说明"), max_length=200, blank=True)
    activated_at = models.DateTimeField(_("启用时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("评分卡"), ngettext_lazy("评分卡", "评分卡", 2)
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="card_version_once"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(state="draft"), name="one_draft_of_a_card"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("rating:scorecard", args=[self.pk])


class Criterion(models.Model):
    """One C, P or A with its weight; all of a card make up 100 before it is used."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    card = models.ForeignKey(
        Scorecard, models.CASCADE, related_name="criteria", verbose_name=_("评分卡")
    )
    name = models.CharField(_("准则"), max_length=40)
    weight = models.DecimalField(
        _("权重"), max_digits=5, decimal_places=2, default=0,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    factor = models.CharField(
        _("对应影响因素"), max_length=10, choices=Factor.choices(), blank=True
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("评分准则")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=100), name="criterion_of_a_hundred"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ScoreTrait(models.Model):
    """One thing that is scored.

    share  how much of its criterion's weight it gets; equal shares weigh equally
    steps  [{"score", "bound", "word", "text"}], read "the first that holds"
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    criterion = models.ForeignKey(
        Criterion, models.CASCADE, related_name="traits", verbose_name=_("评分准则")
    )
    name = models.CharField(_("评分项"), max_length=60)
    share = models.DecimalField(
        _("份额"), max_digits=5, decimal_places=2, default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(100)],
        help_text=_("同一准则里各项按份额分权重；都填 1 就是均分。"),
    )  # fmt: skip
    measure = models.CharField(
        _("取值"), max_length=10, choices=Measure.choices(), default=Measure.MANUAL
    )
    attribute = models.ForeignKey(
        Attribute, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("组合属性"),
    )  # fmt: skip
    is_less_better = models.BooleanField(_("越小越好"), default=False)
    steps = models.JSONField(_("评分标准"), default=list)
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("评分项")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(share__gt=0), name="share_above_nothing"),
        ]

    def __str__(self) -> str:
        return self.name
