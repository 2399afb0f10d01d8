"""Sales orders, their lines and what happened to them (I-4)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass
from maizi.stock.models import Warehouse

from ..terms import Happening, Invoicing, OrderState
from .columns import NOTHING, Document, PricedLine, Receiver, money_field, pieces_field
from .quotes import MOST_TERMS, Quote


class Order(Document, Receiver):
    """What a customer ordered; a quote becomes an order at most once."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("no", "ordered_on", "amount_yuan", "promised_on", "created_at")
    never_listed = ("link_version", "import_id", "import_key")
    label_field = "no"

    quote = models.OneToOneField(
        Quote, models.PROTECT, null=True, related_name="order", verbose_name=_("报价单"),
        editable=False,
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=10, choices=OrderState.choices(), default=OrderState.DRAFT,
        editable=False,
    )  # fmt: skip
    invoicing = models.CharField(
        _("开票"), max_length=8, choices=Invoicing.choices(), default=Invoicing.NONE,
        editable=False,
    )  # fmt: skip
    customer_no = models.CharField(_("客户单号"), max_length=40, blank=True)
    activity = models.CharField(_("团购活动号"), max_length=40, blank=True)
    ordered_on = models.DateField(_("下单日期"), default=timezone.localdate)
    promised_on = models.DateField(_("承诺交期"), null=True, blank=True)
    terms_days = models.PositiveSmallIntegerField(
        _("账期（天）"), default=0, validators=[MaxValueValidator(MOST_TERMS)],
        help_text=_("0 表示款到发货。"),
    )  # fmt: skip
    prepaid_yuan = money_field(
        _("约定预付"), validators=[MinValueValidator(0)],
        help_text=_("预付的部分不占用信用额度，收到这部分订金以前不能发货。"),
    )  # fmt: skip
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("发货仓库"),
    )  # fmt: skip
    note = models.TextField(_("给客户的说明"), max_length=1000, blank=True)
    remark = models.TextField(_("内部备注"), max_length=1000, blank=True)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, editable=False)
    closed_at = models.DateTimeField(_("结束时间"), null=True, editable=False)
    link_version = models.PositiveSmallIntegerField(default=0, editable=False)
    import_id = models.BigIntegerField(null=True, editable=False)
    import_key = models.CharField(max_length=80, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("销售订单"), ngettext_lazy("销售订单", "销售订单", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(prepaid_yuan__gte=0), name="prepaid_not_negative"),
            models.UniqueConstraint(
                fields=["import_key"], name="order_imported_once", condition=~Q(import_key="")
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["customer", "ordered_on"], name="order_by_customer"),
            models.Index(fields=["owner", "-id"], name="order_by_owner"),
            models.Index(fields=["ordered_on", "id"], name="order_by_day"),
            models.Index(fields=["confirmed_at"], name="order_by_confirmation"),
            models.Index(
                fields=["customer_no"], name="order_by_their_number",
                condition=~Q(customer_no=""),
            ),
            models.Index(
                fields=["import_id"], name="order_import", condition=Q(import_id__isnull=False)
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("sales:order", args=[self.pk])


class OrderLine(PricedLine):
    """One line of an order with how much of it was delivered, came back, and is invoiced.

    delivered  that left the house, ≤ quantity
    returned   that came back, ≤ delivered
    invoiced   less what red invoices took back, ≤ quantity; its amount and tax likewise
    """

    document = models.ForeignKey(
        Order, models.CASCADE, related_name="lines", verbose_name=_("销售订单")
    )
    delivered = pieces_field(_("已发"), default=NOTHING, editable=False)
    returned = pieces_field(_("已退"), default=NOTHING, editable=False)
    invoiced = pieces_field(_("已开票"), default=NOTHING, editable=False)
    invoiced_yuan = money_field(_("已开票金额"), editable=False)
    invoiced_tax_yuan = money_field(_("已开票税额"), editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("订单明细")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="ordered_something"),
            models.CheckConstraint(
                condition=Q(delivered__gte=0, delivered__lte=F("quantity")),
                name="delivered_within_order",
            ),
            models.CheckConstraint(
                condition=Q(returned__gte=0, returned__lte=F("delivered")),
                name="returned_within_delivered",
            ),
            models.CheckConstraint(
                condition=Q(invoiced__gte=0, invoiced__lte=F("quantity")),
                name="invoiced_within_order",
            ),
        ]

    @property
    def open_pieces(self):
        """Still to be delivered."""
        return self.quantity - self.delivered


class Milestone(models.Model):
    """One thing that happened to an order, with the words for the customer."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    order = models.ForeignKey(
        Order, models.CASCADE, related_name="milestones", verbose_name=_("销售订单")
    )
    kind = models.CharField(_("进展"), max_length=12, choices=Happening.choices())
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )
    about = models.CharField(_("单据"), max_length=32, blank=True)
    text = models.CharField(_("说明"), max_length=200, blank=True)
    is_public = models.BooleanField(_("客户可见"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("订单进展")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()
