"""Letters to customers who pay late (I-8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import DunningLevel
from .accounts import CreditAccount, money_field


class DunningLetter(models.Model):
    """One letter about what was overdue on a day: which level, what it said, who was told."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="letters", verbose_name=_("应收账户")
    )
    level = models.CharField(_("级别"), max_length=8, choices=DunningLevel.choices())
    on = models.DateField(_("日期"))
    days = models.PositiveIntegerField(_("最长逾期（天）"))
    overdue_yuan = money_field(_("逾期金额"))
    text = models.TextField(_("内容"), max_length=2000)
    told = models.CharField(_("通知了谁"), max_length=200, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("发送人")
    )
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("催款函"), ngettext_lazy("催款函", "催款函", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["account", "on"], name="credit_letters_in_time")]

    def __str__(self) -> str:
        return f"{self.account} {self.get_level_display()}"
