"""Pieces out at customers, one row for each serial (T: InstalledUnit)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Product
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed
from maizi.sales.models import OrderLine

from ..terms import Accessory, StartReason, UnitState
from .acceptance import Acceptance

MOST_MONTHS = 600
IN_USE = UnitState.IN_USE.value


def money_field(label, **options) -> models.DecimalField:
    """Yuan, never negative."""
    return models.DecimalField(
        label, max_digits=14, decimal_places=2, validators=[MinValueValidator(0)], **options
    )


class Unit(models.Model):
    """One piece with a serial: who has it, from when, and what still covers it.

    sold_on   the day from which the windows of 7 and 15 days run; written by the actions
    starts_on   the day from which the warranty runs, and why; written by the actions
    replaces  the piece it was given for; sold_on goes on from there, starts_on begins anew
    code      secret part of the address behind its QR code
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    label_field = "serial"
    sort_keys = {"created_at": "id"}
    sortable = ("serial", "created_at", "starts_on", "covered_until")
    never_listed = ("code", "import_id")

    id = id_field()
    serial = models.CharField(_("序列号"), max_length=60)
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="installed", verbose_name=_("商品")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="units",
        verbose_name=_("客户"),
    )  # fmt: skip
    contact_name = classed(
        models.CharField(_("联系人"), max_length=40, blank=True), DataClass.PERSONAL,
        FieldGroup.CONTACT, mask="name",
    )  # fmt: skip
    phone = classed(
        models.CharField(_("联系电话"), max_length=30, blank=True), DataClass.PERSONAL,
        FieldGroup.CONTACT, mask="phone",
    )  # fmt: skip
    place = classed(
        models.CharField(_("安装地点"), max_length=200, blank=True), DataClass.PERSONAL,
        FieldGroup.CONTACT, mask="text",
    )  # fmt: skip
    catalogue = models.CharField(
        _("三包目录"), max_length=60, blank=True, help_text=_("留空取商品上的三包目录。")
    )
    bundled = models.CharField(
        _("附件购买方式"), max_length=8, choices=Accessory.choices(), default=Accessory.ALONE
    )
    invoice_no = models.CharField(_("发票号码"), max_length=24, blank=True)
    invoiced_on = models.DateField(_("发票日期"), null=True, blank=True)
    price_yuan = money_field(_("发票价格"), null=True, blank=True)
    delivered_on = models.DateField(_("交付日期"), null=True, blank=True)
    produced_on = models.DateField(_("出厂日期"), null=True, blank=True)
    voucher_no = models.CharField(_("三包凭证号"), max_length=40, blank=True)
    is_distance = models.BooleanField(_("网络或电话购买"), default=False)
    contract_months = models.PositiveSmallIntegerField(
        _("合同保修（月）"), null=True, blank=True, validators=[MaxValueValidator(MOST_MONTHS)],
        help_text=_("留空取商品上的保修期。"),
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=10, choices=UnitState.choices(), default=UnitState.IN_USE,
        editable=False,
    )  # fmt: skip
    sold_on = models.DateField(_("售出日期"), null=True, editable=False)
    starts_on = models.DateField(_("三包起算日"), null=True, editable=False)
    start_reason = models.CharField(
        _("起算依据"), max_length=10, choices=StartReason.choices(), default=StartReason.UNKNOWN,
        editable=False,
    )  # fmt: skip
    covered_until = models.DateField(_("保修至"), null=True, editable=False)
    acceptance = models.ForeignKey(
        Acceptance, models.PROTECT, null=True, related_name="units", verbose_name=_("验收单"),
        editable=False,
    )  # fmt: skip
    accepted_on = models.DateField(_("验收日期"), null=True, editable=False)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by",
        verbose_name=_("换下的设备"), editable=False,
    )  # fmt: skip
    exchanged_on = models.DateField(_("换入日期"), null=True, editable=False)
    line = models.ForeignKey(
        OrderLine, models.PROTECT, null=True, related_name="units", verbose_name=_("订单明细"),
        editable=False,
    )  # fmt: skip
    note = models.CharField(_("备注"), max_length=300, blank=True)
    code = models.CharField(max_length=24, unique=True, editable=False)
    import_id = models.BigIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(_("建档时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("建档人"),
        editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("设备档案"), ngettext_lazy("设备档案", "设备档案", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "serial"],
                name="unit_once",
                condition=Q(state=IN_USE),
                violation_error_message=_("这个序列号已经建档。请打开那份档案，或核对铭牌。"),
            ),
            models.CheckConstraint(
                condition=Q(price_yuan=None) | Q(price_yuan__gte=0), name="unit_price_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["serial"], name="unit_by_serial"),
            models.Index(fields=["customer", "-id"], name="unit_by_customer"),
            models.Index(fields=["covered_until", "id"], name="unit_by_cover"),
            models.Index(
                fields=["import_id"], name="unit_import", condition=Q(import_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    def get_absolute_url(self) -> str:
        return reverse("warranty:unit", args=[self.pk])
