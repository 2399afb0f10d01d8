"""Tables of the files: one row per upload, one per place it is attached to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass, classed

from .terms import Purpose, Retention


class StoredFile(models.Model):
    """One upload; its content lies under its hash, once, however often it was uploaded."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    sha256 = models.CharField(_("内容哈希"), max_length=64, db_index=True, editable=False)
    size_bytes = models.BigIntegerField(_("大小"), editable=False)
    media_type = models.CharField(_("类型"), max_length=100, editable=False)
    name = classed(models.CharField(_("文件名"), max_length=120), DataClass.PERSONAL)
    purpose = models.CharField(_("用途"), max_length=12, choices=Purpose.choices())
    retention = models.CharField(_("保留期限"), max_length=12, choices=Retention.choices())
    data_class = models.CharField(_("数据类别"), max_length=12, default=DataClass.PERSONAL.value)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("上传人"),
    )  # fmt: skip
    at = models.DateTimeField(_("上传时间"))
    dropped_at = models.DateTimeField(_("内容清除时间"), null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("文件")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["uploader", "-id"], name="files_of_uploader"),
            models.Index(fields=["retention", "at"], name="files_by_retention"),
        ]

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """One file at one record of any kind."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="attachments", verbose_name=_("文件")
    )
    kind = models.CharField(_("对象类型"), max_length=60)
    object_id = models.BigIntegerField(_("对象编号"))
    title = classed(models.CharField(_("标题"), max_length=120, blank=True), DataClass.PERSONAL)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("添加人"),
    )  # fmt: skip
    added_at = models.DateTimeField(_("添加时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("附件")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "file"], name="attached_once"),
        ]

    def __str__(self) -> str:
        return self.title or self.file.name
