"""Who keeps filed forms, and the copy each of them keeps (F-53)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, id_field
from maizi.files.models import StoredFile
from maizi.kernel.privacy import DataClass

from .documents import PrintRecord


class Keeper(models.Model):
    """One unit that keeps a copy of every filed form; what it has stays when it is retired."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    unit = models.OneToOneField(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"))
    since = models.DateTimeField(_("开始保管"), editable=False)
    retired_at = models.DateTimeField(_("停止时间"), null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("存档保管方")
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return str(self.unit)


class FiledCopy(models.Model):
    """One keeper's own copy of one filed print; never changed, never deleted."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    record = models.ForeignKey(
        PrintRecord, models.PROTECT, related_name="copies", verbose_name=_("打印记录")
    )
    keeper = models.ForeignKey(
        Keeper, models.PROTECT, related_name="+", verbose_name=_("存档保管方")
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("文件"))
    sha256 = models.CharField(_("内容哈希"), max_length=64, editable=False)
    at = models.DateTimeField(_("存档时间"), editable=False)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("存档的表单"),
            ngettext_lazy("存档的表单", "存档的表单", 2),
        )
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["record", "keeper"], name="copy_once_a_keeper"),
        ]
        indexes = [models.Index(fields=["keeper", "-id"], name="copies_of_keeper")]

    def __str__(self) -> str:
        return f"{self.record} · {self.keeper}"
