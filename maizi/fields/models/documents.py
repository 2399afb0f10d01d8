"""Templates a company prints with, its seal, and what was printed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.files.models import StoredFile
from maizi.kernel.privacy import DataClass, classed

from ..terms import TemplateSort


class DocumentTemplate(models.Model):
    """One version of one template for one kind of record. Versions are kept; one may be in use."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    kind = models.CharField(_("对象类型"), max_length=60)
    name = models.CharField(_("名称"), max_length=40)
    sort = models.CharField(_("形式"), max_length=8, choices=TemplateSort.choices())
    version = models.PositiveIntegerField(_("版本"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("文件"))
    is_active = models.BooleanField(_("使用中"), default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("上传人"), editable=False,
    )  # fmt: skip
    added_at = models.DateTimeField(_("上传时间"), editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("文档模板")
        ordering = ["kind", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "version"], name="template_version_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "name"], condition=Q(is_active=True), name="one_active_template"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"


class CompanySeal(models.Model):
    """The picture of the company's seal; one row, replaced as a whole."""

    data_class_default = DataClass.INTERNAL

    id = models.SmallIntegerField(primary_key=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", verbose_name=_("印章图片")
    )
    changed_at = models.DateTimeField(_("更新时间"), editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("公司印章")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class PrintRecord(models.Model):
    """One document that somebody made of one record: with what, when, and what it was, exactly."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    kind = models.CharField(_("对象类型"), max_length=60)
    object_id = models.BigIntegerField(_("对象编号"))
    title = classed(models.CharField(_("对象"), max_length=200), DataClass.PERSONAL)
    template_name = models.CharField(_("模板"), max_length=40)
    template_version = models.PositiveIntegerField(_("版本"))
    sort = models.CharField(_("形式"), max_length=8, choices=TemplateSort.choices())
    sha256 = models.CharField(_("内容哈希"), max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("文件"))
    is_filed = models.BooleanField(_("存档"), default=False)
    is_sealed = models.BooleanField(_("用印"), default=False)
    is_unmasked = models.BooleanField(_("含完整联系方式"), default=False)
    seen = models.JSONField(_("字段权限"), default=dict)  # group, entity -> its printer saw
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("打印人")
    )
    at = models.DateTimeField(_("打印时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("打印记录")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "object_id", "-id"], name="prints_of_record")]

    def __str__(self) -> str:
        return f"{self.template_name} · {self.title}"
