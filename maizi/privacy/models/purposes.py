"""What personal information is used for, and what people are told about it (PIPL 5–8, 17)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import Basis, ConsentKind


class Purpose(models.Model):
    """One purpose for which the company uses personal information."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("code", "name")
    label_field = "name"

    id = id_field()
    code = models.SlugField(_("代码"), max_length=30, unique=True)
    name = models.CharField(_("目的"), max_length=40)
    basis = models.CharField(_("合法性基础"), max_length=12, choices=Basis.choices())
    consent_kind = models.CharField(
        _("同意的种类"), max_length=12, choices=ConsentKind.choices(), default=ConsentKind.GENERAL
    )
    text = models.TextField(_("怎样使用、为什么必要"))
    groups = models.CharField(
        _("涉及的信息"), max_length=120, blank=True,
        help_text=_("字段组的代码，用逗号分开，例如 basic,contact"),
    )  # fmt: skip
    retention_text = models.CharField(_("保存多久"), max_length=80, blank=True)
    is_active = models.BooleanField(_("使用中"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("处理目的"), ngettext_lazy("处理目的", "处理目的", 2)
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def needs_consent(self) -> bool:
        """Whether silence means no."""
        return self.basis == Basis.CONSENT


class PrivacyNotice(models.Model):
    """One version of what people are told when their information is collected."""

    data_class_default = DataClass.INTERNAL
    label_field = "title"

    id = id_field()
    code = models.SlugField(_("代码"), max_length=30)
    version = models.PositiveIntegerField(_("版本"), editable=False)
    title = models.CharField(_("标题"), max_length=80)
    text = models.TextField(_("正文"))
    published_at = models.DateTimeField(_("发布时间"), editable=False)
    published_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("发布人"), editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("隐私告知"), ngettext_lazy("隐私告知", "隐私告知", 2)
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="notice_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"
