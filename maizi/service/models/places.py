"""Where engineers start from (F-4)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, id_field
from maizi.kernel.privacy import DataClass
from maizi.stock.models import Warehouse


def degrees(label, most: int, **options) -> models.DecimalField:
    """An angle of a place on the globe, to a metre."""
    bounds = [MinValueValidator(-most), MaxValueValidator(most)]
    return models.DecimalField(label, max_digits=8, decimal_places=5, validators=bounds, **options)


class ServicePoint(models.Model):
    """One place from which engineers go out, with its stock of parts.

    unit  whose radii and targets hold here (§O by unit)
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("name",)

    id = id_field()
    name = models.CharField(_("网点名称"), max_length=40, unique=True)
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("部门"),
        help_text=_("按这个部门的服务半径和时限；留空按全公司的。"),
    )  # fmt: skip
    address = models.CharField(_("网点地址"), max_length=160, blank=True)
    hotline = models.CharField(_("网点电话"), max_length=30, blank=True)
    latitude = degrees(_("纬度"), 90, help_text=_("北纬为正，如 32.06025。"))
    longitude = degrees(_("经度"), 180, help_text=_("东经为正，如 118.79688。"))
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("备件仓库"),
    )  # fmt: skip
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("服务网点"), ngettext_lazy("服务网点", "服务网点", 2)
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("service:servicepoint", args=[self.pk])
