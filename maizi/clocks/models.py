"""The one table of the working calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass

from .terms import DayKind


class CalendarDay(models.Model):
    """One date that differs from the plain week: a holiday, a day in lieu, a make-up day (0.4)."""

    data_class_default = DataClass.PUBLIC

    id = id_field()
    date = models.DateField(_("日期"), unique=True)
    kind = models.CharField(_("类型"), max_length=10, choices=DayKind.choices())
    name = models.CharField(_("节日名"), max_length=40, blank=True)
    source = models.CharField(_("来源"), max_length=80, blank=True)
    changed_at = models.DateTimeField(_("更新时间"), db_index=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("工作日历")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {DayKind(self.kind).chinese}"
