"""Kept results of analyses, and classes set by hand (A-5, H-2)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.customers.terms import ValueClass
from maizi.kernel.privacy import DataClass

from ..terms import Code


class Run(models.Model):
    """One result as it was found: window, parameters, row count, version of the algorithm (A-5).

    It speaks of the customers its maker saw, so it is his alone.
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("at",)

    id = id_field()
    code = models.CharField(_("分析"), max_length=12, choices=Code.choices())
    version = models.CharField(_("算法版本"), max_length=12)
    starts_on = models.DateField(_("从"))
    ends_on = models.DateField(_("到"))
    options = models.JSONField(_("参数"), default=dict)
    stats = models.JSONField(_("数字"), default=list)
    says = models.JSONField(_("结论"), default=list)
    row_count = models.PositiveIntegerField(_("行数"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("保存人"))
    at = models.DateTimeField(_("保存时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("分析结果"), ngettext_lazy("分析结果", "分析结果", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["by", "code", "-id"], name="run_of_person")]

    def __str__(self) -> str:
        return f"{self.get_code_display()} {self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("insight:run", args=[self.pk])


class Placing(models.Model):
    """Where one result put one customer."""

    data_class_default = DataClass.INTERNAL

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(
        Run, models.CASCADE, related_name="placings", verbose_name=_("分析结果")
    )
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+", verbose_name=_("客户"))
    place = models.CharField(_("分组"), max_length=16)
    amount_yuan = models.DecimalField(_("金额"), max_digits=18, decimal_places=2, null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("分组结果")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "customer"], name="placed_once")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.place}"


class Override(models.Model):
    """A value class that people set against the numbers, until a day (H-2)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.OneToOneField(
        Customer, models.CASCADE, related_name="class_override", verbose_name=_("客户")
    )
    value_class = models.CharField(_("价值等级"), max_length=1, choices=ValueClass.choices())
    reason = models.CharField(_("理由"), max_length=200)
    until = models.DateField(_("有效期至"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("定级人"))
    at = models.DateTimeField(_("定级时间"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("人工定级"), ngettext_lazy("人工定级", "人工定级", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.get_value_class_display()}"
