"""A month of one person that was signed off: figures, jobs and pay as they stood (F-51)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

PAY = {"data_class": DataClass.SENSITIVE, "group": FieldGroup.SENSITIVE, "mask": None}


def _share(label) -> models.DecimalField:
    return models.DecimalField(label, max_digits=7, decimal_places=6)


def _points(label, **options) -> models.DecimalField:
    return models.DecimalField(label, max_digits=5, decimal_places=2, **options)


def _money(label) -> models.DecimalField:
    checks = [MinValueValidator(0)]
    return classed(
        models.DecimalField(label, max_digits=14, decimal_places=2, validators=checks), **PAY
    )


class SignedMonth(models.Model):
    """One month of one person, signed off and never changed again.

    month  its first day
    kept   his jobs as they stood, so that every figure stays explained
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))
    month = models.DateField(_("月份"))
    jobs = models.PositiveIntegerField(_("完成单数"))
    weighted = models.DecimalField(_("折算单数"), max_digits=10, decimal_places=2)
    first = _share(_("首次修复率"))
    sla = _share(_("承诺兑现率"))
    again = _share(_("返修率"))
    rating = models.DecimalField(_("客户评分"), max_digits=5, decimal_places=4)
    quality = _points(_("质量"))
    quantity = _points(_("数量"))
    attitude = _points(_("态度"))
    index = _points(_("绩效指数"))
    coefficient = models.DecimalField(_("绩效系数"), max_digits=7, decimal_places=4)
    basic_yuan = _money(_("基本工资（元）"))
    pay_yuan = _money(_("绩效工资（元）"))
    kept = models.JSONField(_("完成的单"), default=list)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("签发人"))
    signed_at = models.DateTimeField(_("签发时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("月度绩效"), ngettext_lazy("月度绩效", "月度绩效", 2)
        ordering = ["-month", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "month"], name="month_signed_once"),
            models.CheckConstraint(condition=Q(basic_yuan__gte=0), name="basic_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.month:%Y-%m}"
