"""What leaves the house as a file, and how each role is watched over."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import Role, User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import AskState


class ExportRequest(models.Model):
    """One export that needs approval: exactly these rows and columns, once, for a day."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    source = models.CharField(_("列表"), max_length=60)
    label = models.CharField(_("内容"), max_length=80)
    query = models.TextField(_("条件"), blank=True)
    picks = models.JSONField(_("选中的记录"), default=list, blank=True)
    columns = models.JSONField(_("列"), default=list)
    row_count = models.PositiveIntegerField(_("行数"))
    digest = models.CharField(_("名单摘要"), max_length=64)
    has_contacts = models.BooleanField(_("含完整联系方式"), default=False)
    reason = models.CharField(_("用途"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    at = models.DateTimeField(_("申请时间"))
    state = models.CharField(
        _("状态"), max_length=8, choices=AskState.choices(), default=AskState.WAITING
    )
    expires_at = models.DateTimeField(_("有效至"), null=True)
    used_at = models.DateTimeField(_("导出时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("导出申请"), ngettext_lazy("导出申请", "导出申请", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["by", "-id"], name="exports_of_person")]

    def __str__(self) -> str:
        return f"{self.label}（{self.row_count} 行）"

    def get_absolute_url(self) -> str:
        return reverse("privacy:exports")


class RoleSafeguard(models.Model):
    """What is different for one role: reveals a day, a watermark over what its people see."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    role = models.OneToOneField(Role, models.CASCADE, related_name="+", verbose_name=_("角色"))
    reveals_a_day = models.PositiveIntegerField(_("每天查看号码次数"), null=True, blank=True)
    has_watermark = models.BooleanField(_("显示水印"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("角色保护"), ngettext_lazy("角色保护", "角色保护", 2)

    def __str__(self) -> str:
        return f"{self.role}"
