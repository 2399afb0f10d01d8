"""Sensitive information: off until enabled with reasons, sealed, and gone in time (A-21)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from .consents import Consent
from .purposes import Purpose
from .registers import ImpactAssessment
from .subject import AboutPerson


class SealKey(models.Model):
    """One key that seals values, itself sealed with the installation's key (envelope)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    use = models.CharField(_("用途"), max_length=8)  # seal, lookup
    wrapped = classed(models.TextField(_("加密后的密钥")), DataClass.SENSITIVE)
    made_at = models.DateTimeField(_("生成时间"))
    retired_at = models.DateTimeField(_("停用时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("数据密钥")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.use} {self.made_at:%Y-%m-%d}"


class SensitiveField(models.Model):
    """One kind of sensitive information that the company holds for a reason, for a time."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    code = models.CharField(_("信息"), max_length=30, unique=True, editable=False)
    is_enabled = models.BooleanField(_("启用"), default=False)
    purpose = models.ForeignKey(
        Purpose, models.PROTECT, related_name="+", verbose_name=_("处理目的")
    )
    necessity = models.TextField(_("为什么必须"))
    retention_months = models.PositiveIntegerField(_("保存几个月"))
    consent_text = models.TextField(_("单独同意书"))
    assessment = models.ForeignKey(
        ImpactAssessment, models.PROTECT, related_name="+", verbose_name=_("影响评估")
    )
    changed_at = models.DateTimeField(_("更新时间"))
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("更新人"))

    class Meta:
        verbose_name, verbose_name_plural = _("敏感信息"), ngettext_lazy("敏感信息", "敏感信息", 2)
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class SensitiveValue(AboutPerson):
    """One sealed value of one person."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    field = models.ForeignKey(SensitiveField, models.PROTECT, related_name="values")
    sealed = classed(
        models.TextField(_("加密的内容")), DataClass.SENSITIVE, group=FieldGroup.SENSITIVE
    )
    key = models.ForeignKey(SealKey, models.PROTECT, related_name="+")
    shown = classed(  # masked, for the card
        models.CharField(_("脱敏内容"), max_length=40), DataClass.SENSITIVE,
        group=FieldGroup.SENSITIVE,
    )  # fmt: skip
    print = models.CharField(_("密钥哈希"), max_length=64, blank=True, db_index=True)
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+", verbose_name=_("同意"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("录入人"))
    entered_at = models.DateTimeField(_("录入时间"))
    expires_on = models.DateField(_("到期日"))

    class Meta:
        verbose_name = verbose_name_plural = _("敏感信息内容")
        ordering = ["field", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "field"], name="sensitive_value_once"
            )
        ]
        indexes = [models.Index(fields=["expires_on"], name="sensitive_by_expiry")]

    def __str__(self) -> str:
        return str(self.field_id)
