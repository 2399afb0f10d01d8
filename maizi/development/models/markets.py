"""Target markets, their screening, and the concerns of development (B-1, B-2)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.customers.terms import Industry, Nature, StaffSize
from maizi.kernel.privacy import DataClass, classed

from ..terms.markets import Choice, MarketState, NeedState
from .deals import Opportunity, yuan_field


class TargetMarket(models.Model):
    """One market that is developed: whom it means, what for, how long, and who leads it (B-1)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("市场名称"), max_length=60, unique=True)
    regions = models.CharField(
        _("地区"), max_length=400, blank=True, help_text=_("省份或城市，用顿号或逗号隔开。")
    )
    industries = models.CharField(_("行业"), max_length=300, blank=True)
    natures = models.CharField(_("客户性质"), max_length=200, blank=True)
    sizes = models.CharField(_("公司规模"), max_length=80, blank=True)
    size_estimate = models.PositiveIntegerField(_("估计客户数"), null=True, blank=True)
    volume_yuan = yuan_field(_("估计年采购额"), null=True, blank=True)
    products = models.CharField(_("产品线"), max_length=200, blank=True)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="target_markets", verbose_name=_("负责人")
    )
    state = models.CharField(
        _("状态"), max_length=8, choices=MarketState.choices(), default=MarketState.DRAFT
    )
    note = models.TextField(_("说明"), max_length=2000, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("目标市场"), ngettext_lazy("目标市场", "目标市场", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("development:targetmarket", args=[self.pk])

    @property
    def asked(self) -> list[tuple[str, list[str]]]:
        """What it asks of a customer, in words: (label, words)."""
        known = (("industries", Industry), ("natures", Nature), ("sizes", StaffSize))
        found = [(str(_("地区")), self.regions.split("、") if self.regions else [])]
        for name, term in known:
            codes = getattr(self, name).split("、") if getattr(self, name) else []
            label = str(self._meta.get_field(name).verbose_name)
            found.append((label, [str(term(code).label) for code in codes]))
        return [line for line in found if line[1]]


class Screening(models.Model):
    """One screening of the archive for a market."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    market = models.ForeignKey(
        TargetMarket, models.CASCADE, related_name="screenings", verbose_name=_("目标市场")
    )
    least = models.PositiveSmallIntegerField(_("最低分"))
    looked_at = models.PositiveIntegerField(_("看过的客户"))
    found = models.PositiveIntegerField(_("选出的客户"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("操作人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("客户筛选"), ngettext_lazy("客户筛选", "客户筛选", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.market} {self.at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("development:screening", args=[self.pk])


class Target(models.Model):
    """One customer on the list of targets that a screening gave: its score and why."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    screening = models.ForeignKey(
        Screening, models.CASCADE, related_name="targets", verbose_name=_("客户筛选")
    )
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+", verbose_name=_("客户"))
    score = models.PositiveSmallIntegerField(_("得分"))
    reasons = models.CharField(_("理由"), max_length=120, blank=True)
    choice = models.CharField(
        _("决定"), max_length=8, choices=Choice.choices(), default=Choice.OPEN
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, related_name="+", verbose_name=_("商机")
    )

    class Meta:
        verbose_name, verbose_name_plural = (
            _("潜在客户名录"), ngettext_lazy("潜在客户名录", "潜在客户名录", 2)
        )  # fmt: skip
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["screening", "-score"], name="targets_by_score")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.score}"


class Need(models.Model):
    """One need of a customer: what, why we think so, and what became of it (B-2)."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("seen_on",)

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="needs", verbose_name=_("客户")
    )
    text = classed(models.CharField(_("需求"), max_length=200), DataClass.INTERNAL)
    why = models.CharField(_("为什么"), max_length=300, blank=True)
    evidence = models.CharField(_("依据"), max_length=300, blank=True)
    seen_on = models.DateField(_("首次发现"))
    state = models.CharField(
        _("状态"), max_length=10, choices=NeedState.choices(), default=NeedState.NEW
    )
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("记录人"), editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("客户需求"), ngettext_lazy("客户需求", "客户需求", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-seen_on"], name="needs_by_state")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("development:need", args=[self.pk])


class SalesGoal(models.Model):
    """What a period must bring, and what the existing customers will: the numbers of B-2."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("期间"), max_length=40)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    target_yuan = yuan_field(_("目标销售额"))
    last_yuan = yuan_field(_("上期销售额"))
    churn_rate = models.DecimalField(
        _("流失率（按金额）"), max_digits=5, decimal_places=4,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )  # fmt: skip
    growth_yuan = yuan_field(_("老客户预计增长"))
    new_yuan = yuan_field(_("新客户首期平均销售额"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("制定人"))
    at = models.DateTimeField(_("制定时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("开发目标"), ngettext_lazy("开发目标", "开发目标", 2)
        ordering = ["-starts_on", "-id"]

    def __str__(self) -> str:
        return self.name
