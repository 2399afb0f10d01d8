"""What a superior said about a colleague's report (L-3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass


class ReportComment(models.Model):
    """One comment on what somebody did on a day."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    person = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("谁的报告"))
    on = models.DateField(_("日期"))
    text = models.CharField(_("批注"), max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("批注人"))
    at = models.DateTimeField(_("批注时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("报告批注")
        ordering = ["id"]
        indexes = [models.Index(fields=["person", "on"], name="comments_of_report")]

    def __str__(self) -> str:
        return self.text
