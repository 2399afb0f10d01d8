"""The catalogue of 三包 as dated, versioned rows (F-31)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import Kind, StartRule

MOST_MONTHS = 600


def months_field(label, **options) -> models.PositiveSmallIntegerField:
    """A period in months; empty where the company has not looked it up yet."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)], **options,
    )  # fmt: skip


class CatalogueRow(models.Model):
    """What the law gives the buyer of one kind of goods, from one day on.

    code       the same for all versions of a kind of goods
    since_on   goods sold on or after this day are judged by it
    rate_percent   of the price, for each day of use: 0.1 is 0.1 %
    is_active  only complete rows judge anything; those to be looked up wait
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    label_field = "name"
    sortable = ("name", "since_on")
    sort_keys = {"created_at": "id"}

    id = id_field()
    code = models.SlugField(_("代码"), max_length=30, help_text=_("各版本相同，如 flat_tv。"))
    name = models.CharField(_("商品"), max_length=60)
    since_on = models.DateField(_("生效日期"), help_text=_("这一天及以后售出的商品按本版判定。"))
    kind = models.CharField(
        _("规则类别"), max_length=12, choices=Kind.choices(), default=Kind.GENERAL
    )
    months = months_field(_("整机三包（月）"))
    part_months = months_field(_("主要部件三包（月）"))
    parts = models.CharField(
        _("主要部件"), max_length=200, blank=True, help_text=_("用顿号隔开，如：显示屏、主板。")
    )
    rate_percent = models.DecimalField(
        _("每日折旧率（%）"), max_digits=6, decimal_places=4, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    start_rule = models.CharField(
        _("起算"), max_length=10, choices=StartRule.choices(), default=StartRule.INVOICE
    )
    km = models.PositiveIntegerField(_("三包里程（公里）"), null=True, blank=True)
    care_months = months_field(_("包修（月）"))
    care_km = models.PositiveIntegerField(_("包修里程（公里）"), null=True, blank=True)
    source = models.CharField(_("依据"), max_length=120, blank=True)
    is_verified = models.BooleanField(
        _("已核对原文"), default=False, help_text=_("核对过规定原文的才能启用。")
    )
    is_active = models.BooleanField(_("启用"), default=False)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("创建人"),
        editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("三包目录")
        verbose_name_plural = ngettext_lazy("三包目录", "三包目录", 2)
        ordering = ["code", "-since_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "since_on"], name="catalogue_version_once"),
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(is_verified=True, months__isnull=False),
                name="catalogue_active_is_complete",
                violation_error_message=_("启用以前请核对规定原文，并补全整机三包月数。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("warranty:cataloguerow", args=[self.pk])
