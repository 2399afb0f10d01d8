"""Every credit grade a customer had (D-3, D-20)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import CreditGrade
from .accounts import CreditAccount, money_field


def _credit(field: models.Field) -> models.Field:
    return classed(field, DataClass.CREDIT, group=FieldGroup.CREDIT)


def _days(label) -> models.PositiveSmallIntegerField:
    return _credit(models.PositiveSmallIntegerField(label, default=0))


class AppliedGrade(models.Model):
    """One grade taking effect: what held before and what holds from here on. Never changed."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="grades", verbose_name=_("应收账户")
    )
    old_grade = _credit(
        models.CharField(_("原等级"), max_length=1, choices=CreditGrade.choices(), blank=True)
    )
    grade = _credit(models.CharField(_("信用等级"), max_length=1, choices=CreditGrade.choices()))
    old_limit_yuan = _credit(money_field(_("原额度"), default=0))
    limit_yuan = _credit(money_field(_("信用额度"), default=0))
    old_terms_days = _days(_("原账期（天）"))
    terms_days = _days(_("账期（天）"))
    until_on = _credit(models.DateField(_("等级有效至")))
    reason = _credit(models.CharField(_("原因"), max_length=200))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("签署人")
    )
    at = models.DateTimeField(_("生效时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("等级生效"), ngettext_lazy("等级生效", "等级生效", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["account", "at"], name="credit_grades_in_time")]

    def __str__(self) -> str:
        return f"{self.account} {self.get_grade_display()}"
