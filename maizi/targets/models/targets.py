"""What somebody, or a unit, is to reach in a month, a quarter or a year."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Category, Product
from maizi.kernel.privacy import DataClass

from ..terms import Measure, Span


class Target(models.Model):
    """One target: of a person or a unit, of everything or one product or category."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    measure = models.CharField(_("指标"), max_length=10, choices=Measure.choices())
    span = models.CharField(_("周期"), max_length=8, choices=Span.choices())
    starts_on = models.DateField(_("周期第一天"))
    person = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("人员")
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, related_name="+", verbose_name=_("部门")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, related_name="+", verbose_name=_("商品类别")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, related_name="+", verbose_name=_("商品")
    )
    amount = models.DecimalField(
        _("目标"), max_digits=18, decimal_places=2, validators=[MinValueValidator(0)]
    )
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("设定人"))
    set_at = models.DateTimeField(_("设定时间"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("目标"), ngettext_lazy("目标", "目标", 2)
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "span", "starts_on", "person", "unit", "category", "product"],
                name="target_once", nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
                name="target_of_one",
            ),
            models.CheckConstraint(
                condition=Q(category=None) | Q(product=None), name="target_for_one"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="target_not_negative"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["starts_on", "measure"], name="target_by_day")]

    def __str__(self) -> str:
        return f"{self.person or self.unit} {self.starts_on:%Y-%m}"
