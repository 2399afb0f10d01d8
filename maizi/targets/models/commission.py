"""Rules of commission, and what they came to in a month."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import Role, User, id_field
from maizi.catalog.models import Category, Product
from maizi.kernel.privacy import DataClass

from ..terms import Basis, RunState


class CommissionRule(models.Model):
    """So much of what was sold, for a role, a product or a category, from an achievement on."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("名称"), max_length=60)
    role = models.ForeignKey(
        Role, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("角色"),
        help_text=_("留空表示所有人。"),
    )  # fmt: skip
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("商品类别"),
    )  # fmt: skip
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("商品"),
        help_text=_("类别和商品只填一个；都留空表示所有商品。"),
    )  # fmt: skip
    rate_percent = models.DecimalField(
        _("提成比例（%）"), max_digits=6, decimal_places=3,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    from_percent = models.DecimalField(
        _("达成率不低于（%）"), max_digits=6, decimal_places=2, default=0,
        validators=[MinValueValidator(0), MaxValueValidator(1000)],
        help_text=_("当月销售额目标的达成率达到才适用；0 表示不论达成。"),
    )  # fmt: skip
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("提成规则"), ngettext_lazy("提成规则", "提成规则", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category=None) | Q(product=None), name="commission_for_one"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("targets:commissionrule", args=[self.pk])


class CommissionRun(models.Model):
    """The commission of one month: computed, judged, then never changed."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    month = models.DateField(_("月份"), unique=True)
    basis = models.CharField(_("按什么算"), max_length=8, choices=Basis.choices())
    state = models.CharField(
        _("状态"), max_length=10, choices=RunState.choices(), default=RunState.DRAFT
    )
    total_yuan = models.DecimalField(_("合计"), max_digits=16, decimal_places=2, default=0)
    answer = models.CharField(_("审批意见"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("计算人"))
    made_at = models.DateTimeField(_("计算时间"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("提成"), ngettext_lazy("提成", "提成", 2)
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("targets:commission", args=[self.pk])


class CommissionLine(models.Model):
    """What one rule pays to somebody for a month."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    run = models.ForeignKey(
        CommissionRun, models.CASCADE, related_name="lines", verbose_name=_("提成")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    rule = models.ForeignKey(
        CommissionRule, models.PROTECT, related_name="lines", verbose_name=_("提成规则")
    )
    rate_percent = models.DecimalField(_("提成比例（%）"), max_digits=6, decimal_places=3)
    achievement = models.DecimalField(_("达成率"), max_digits=12, decimal_places=6, null=True)
    sold_yuan = models.DecimalField(_("计提基数"), max_digits=16, decimal_places=2)
    amount_yuan = models.DecimalField(_("提成金额"), max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = verbose_name_plural = _("提成明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "person", "rule"], name="commission_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.amount_yuan}"
