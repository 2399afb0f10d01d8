"""What plans are made of: regions with their stores, parts in models, what was used before."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass
from maizi.stock.models import Warehouse

TWICE = _("这个备件、区域、机型的这个月已经登记过。")


def pieces_field(label, **options) -> models.DecimalField:
    """Pieces, never negative."""
    return models.DecimalField(
        label, max_digits=14, decimal_places=4, validators=[MinValueValidator(0)], **options
    )


def probability_field(label, **options) -> models.DecimalField:
    """How likely one piece fails in one phase; above 1 for what wears out more than once."""
    bounds = [MinValueValidator(0), MaxValueValidator(20)]
    return models.DecimalField(label, max_digits=9, decimal_places=6, validators=bounds, **options)


class Region(models.Model):
    """Customers of one unit and below, served with parts out of one warehouse.

    A customer of several regions one inside the other belongs to the innermost.
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("name", "position")

    id = id_field()
    name = models.CharField(_("区域名称"), max_length=40, unique=True)
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("哪个部门的客户"),
        help_text=_("含下级部门；下级自己有备件区域的归下级。"),
    )  # fmt: skip
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="+", verbose_name=_("备件仓库")
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("备件区域"), ngettext_lazy("备件区域", "备件区域", 2)
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(is_active=True), name="parts_region_of_unit",
                violation_error_message=_("这个部门已经有备件区域。"),
            ),
            models.UniqueConstraint(
                fields=["warehouse"], condition=Q(is_active=True), name="parts_region_of_store",
                violation_error_message=_("这个仓库已经是别的区域的备件仓库：一个仓库只供一个区域。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("parts:region", args=[self.pk])


class Fitting(models.Model):
    """One part in one model: how many pieces, and how likely each fails in a phase."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sort_keys = {"created_at": "id"}
    sortable = ("created_at", "probability")
    never_listed = ("import_id",)

    id = id_field()
    part = models.ForeignKey(
        Product, models.PROTECT, related_name="fitted_in", verbose_name=_("备件")
    )
    model = models.ForeignKey(
        Product, models.PROTECT, related_name="fittings", verbose_name=_("机型")
    )
    pieces = pieces_field(_("每台件数"), default=1)
    probability = probability_field(
        _("故障概率"),
        help_text=_("每件每阶段，如 0.012 即千分之十二；一阶段换几次的可以大于 1。"),
    )
    note = models.CharField(_("依据"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    import_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("备件用量表"), ngettext_lazy(
            "备件用量表", "备件用量表", 2
        )  # fmt: skip
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "model"], name="fitting_once",
                violation_error_message=_("这个机型已经登记过这个备件。请修改那一行。"),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["model"], name="fittings_of_model"),
            models.Index(fields=["probability", "id"], name="fitting_by_probability"),
        ]

    def __str__(self) -> str:
        return f"{self.part} × {self.model}"

    def get_absolute_url(self) -> str:
        return reverse("parts:fitting", args=[self.pk])


class PastUse(models.Model):
    """What a region used of a part in a month before tickets were kept here."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("month", "quantity")
    never_listed = ("import_id",)

    id = id_field()
    part = models.ForeignKey(
        Product, models.PROTECT, related_name="past_use", verbose_name=_("备件")
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("备件区域"))
    model = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("机型"),
        help_text=_("知道装在哪种机型上的填写，才能计入它的故障。"),
    )  # fmt: skip
    month = models.DateField(_("月份"), help_text=_("这个月的任意一天，按月计。"))
    quantity = pieces_field(_("数量"))
    import_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("历史用量"), ngettext_lazy("历史用量", "历史用量", 2)
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "region", "model", "month"], name="past_use_once",
                condition=Q(model__isnull=False), violation_error_message=TWICE,
            ),
            models.UniqueConstraint(
                fields=["part", "region", "month"], name="past_use_of_any_model_once",
                condition=Q(model=None), violation_error_message=TWICE,
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["month", "id"], name="past_use_by_month"),
            models.Index(fields=["quantity", "id"], name="past_use_by_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.month:%Y-%m}"

    def get_absolute_url(self) -> str:
        return reverse("parts:pastuse", args=[self.pk])
