"""People who may take nothing out of the house any more."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.kernel.privacy import DataClass

from .organisation import User, id_field


class ExportFreeze(models.Model):
    """One person whose exports are stopped, from when, why; gone when they are allowed again."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.OneToOneField(
        User, models.CASCADE, related_name="export_freeze", verbose_name=_("人员")
    )
    since = models.DateTimeField(_("冻结时间"))
    reason = models.CharField(_("原因"), max_length=200)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("冻结的导出")

    def __str__(self) -> str:
        return f"{self.user}"
