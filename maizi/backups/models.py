"""Tables of backups: what was saved, and whether it came back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from .terms import BackupState


class Backup(models.Model):
    """One backup: a single encrypted file with database, attachments, key and their sums."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("文件"), max_length=80, unique=True)
    state = models.CharField(
        _("状态"), max_length=8, choices=BackupState.choices(), default=BackupState.RUNNING
    )
    started_at = models.DateTimeField(_("开始"))
    ended_at = models.DateTimeField(_("结束"), null=True)
    size = models.BigIntegerField(_("大小"), default=0)
    sha256 = models.CharField(_("校验值"), max_length=64, blank=True)
    files = models.IntegerField(_("附件"), default=0)
    rows = models.JSONField(_("各表行数"), default=dict)
    copied_at = models.DateTimeField(_("第二份"), null=True)
    error = models.CharField(_("原因"), max_length=300, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("发起人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("备份")
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["state", "-started_at"], name="backups_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def row_count(self) -> int:
        """Rows of all tables together."""
        return sum(self.rows.values())


class RestoreTrial(models.Model):
    """One backup brought back beside the living database, and what was found."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    backup = models.ForeignKey(
        Backup, models.CASCADE, related_name="trials", verbose_name=_("备份")
    )
    at = models.DateTimeField(_("时间"))
    is_good = models.BooleanField(_("通过"))
    seconds = models.IntegerField(_("用时"))
    findings = models.TextField(_("发现"), blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("恢复试验")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.backup} · {self.at:%Y-%m-%d}"
