"""Documents that move goods, and the movements they are made of; neither is ever changed (I-6)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass

from ..terms import MovementKind, Pricing, StockStatus
from .pieces import Batch, Serial
from .places import Bin, Warehouse, pieces_field, unit_cost_field, worth_field


class StockDocument(models.Model):
    """One voucher of the stock: goods come in, go out, move over, change state."""

    data_class_default = DataClass.INTERNAL
    sortable = ("created_at", "on", "no")
    sort_keys = {"created_at": "id"}
    never_listed = ("source_kind", "source_id", "token")

    id = id_field()
    no = models.CharField(_("单号"), max_length=32, unique=True)
    kind = models.CharField(_("业务类型"), max_length=20, choices=MovementKind.choices())
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="documents", verbose_name=_("仓库")
    )
    other = models.ForeignKey(
        Warehouse, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("调入仓库"),
    )  # fmt: skip
    on = models.DateField(_("业务日期"))
    partner = models.CharField(_("往来单位"), max_length=120, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    source_kind = models.CharField(_("来源"), max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True)
    source_number = models.CharField(_("来源单号"), max_length=40, blank=True)
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", verbose_name=_("冲销")
    )
    pieces = pieces_field(_("数量合计"), default=0)
    token = models.CharField(max_length=40, unique=True, null=True, editable=False)
    created_at = models.DateTimeField(_("制单时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("制单人")
    )

    class Meta:
        verbose_name = _("出入库单")
        verbose_name_plural = ngettext_lazy("出入库单", "出入库单", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["on", "id"], name="stock_document_by_day"),
            models.Index(fields=["kind", "id"], name="stock_document_by_kind"),
            models.Index(
                fields=["source_kind", "source_id"], name="stock_document_by_source",
                condition=Q(source_id__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("stock:stockdocument", args=[self.pk])


class StockMovement(models.Model):
    """Goods of one product going into a warehouse (+) or out of it (−), with what they cost.

    Its value and what the account held after it follow from the movements before it; they alone
    are found anew when a document is put in before it.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    document = models.ForeignKey(
        StockDocument, models.PROTECT, related_name="movements", verbose_name=_("出入库单")
    )
    line = models.PositiveSmallIntegerField(_("行号"))
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="stock_movements", verbose_name=_("商品")
    )
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, related_name="+", verbose_name=_("仓库")
    )
    bin = models.ForeignKey(
        Bin, models.PROTECT, null=True, related_name="+", verbose_name=_("货位")
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, related_name="movements", verbose_name=_("批次")
    )
    status = models.CharField(
        _("状态"), max_length=11, choices=StockStatus.choices(), default=StockStatus.GOOD
    )
    on = models.DateField(_("业务日期"))
    quantity = pieces_field(_("数量"))
    unit = models.CharField(_("录入单位"), max_length=8, blank=True)
    unit_quantity = pieces_field(_("录入数量"), null=True)
    pricing = models.CharField(_("计价"), max_length=8, choices=Pricing.choices())
    given_yuan = worth_field(_("录入金额"), null=True)
    link = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="linked", verbose_name=_("原出库")
    )
    share_from = models.DecimalField(_("分摊起"), max_digits=11, decimal_places=10, default=0)
    share_to = models.DecimalField(_("分摊止"), max_digits=11, decimal_places=10, default=0)
    value_yuan = worth_field(_("成本金额"))
    after_quantity = pieces_field(_("结存数量"))
    after_yuan = worth_field(_("结存金额"))
    after_cost_yuan = unit_cost_field(_("结存单价"))
    note = models.CharField(_("备注"), max_length=100, blank=True)
    serials = models.ManyToManyField(
        Serial, through="MovedSerial", related_name="movements", verbose_name=_("序列号")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("出入库流水")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="movement_moves_something"),
        ]
        indexes = [
            models.Index(
                fields=["product", "warehouse", "on", "id"], name="movement_of_account"
            ),
            models.Index(fields=["product", "on", "id"], name="movement_of_product"),
            models.Index(fields=["on", "id"], name="movement_by_day"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.quantity}"


class MovedSerial(models.Model):
    """One numbered piece in one movement."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    movement = models.ForeignKey(
        StockMovement, models.PROTECT, related_name="moved_serials", verbose_name=_("出入库流水")
    )
    serial = models.ForeignKey(
        Serial, models.PROTECT, related_name="moves", verbose_name=_("序列号")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("序列号流水")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "serial"], name="serial_once_a_movement")
        ]

    def __str__(self) -> str:
        return f"{self.serial_id}"
