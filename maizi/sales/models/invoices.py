"""The register of sales invoices, red ones included (I-9)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import InvoiceKind, InvoiceState
from .columns import Document, Line
from .orders import Order, OrderLine


class Invoice(Document):
    """One invoice, blue or red; a red one is negative and names the one it takes back."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("no", "issued_on", "due_on", "amount_yuan", "created_at")
    label_field = "no"

    order = models.ForeignKey(
        Order, models.PROTECT, related_name="invoices", verbose_name=_("销售订单"),
        editable=False,
    )  # fmt: skip
    red_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="reds", verbose_name=_("被红冲的发票"),
        editable=False,
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=10, choices=InvoiceState.choices(), default=InvoiceState.DRAFT,
        editable=False,
    )  # fmt: skip
    kind = models.CharField(_("发票种类"), max_length=16, choices=InvoiceKind.choices())
    title = models.CharField(_("发票抬头"), max_length=120)
    tax_no = models.CharField(_("纳税人识别号"), max_length=20, blank=True)
    registered_at = classed(
        models.CharField(_("地址、电话"), max_length=200, blank=True), DataClass.PERSONAL,
        FieldGroup.CONTACT,
    )  # fmt: skip
    bank_account = classed(
        models.CharField(_("开户行及账号"), max_length=120, blank=True), DataClass.PERSONAL,
        FieldGroup.BANK, mask="bank",
    )  # fmt: skip
    reason = models.CharField(_("红冲原因"), max_length=200, blank=True)
    remark = models.CharField(_("票面备注"), max_length=200, blank=True)
    code = models.CharField(_("发票代码"), max_length=12, blank=True, editable=False)
    number = models.CharField(_("发票号码"), max_length=20, blank=True, editable=False)
    issued_on = models.DateField(_("开票日期"), null=True, editable=False)
    due_on = models.DateField(_("应收到期日"), null=True, editable=False)
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("开票人"),
        editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("销售发票"), ngettext_lazy("销售发票", "销售发票", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "number"], name="invoice_number_once", condition=~Q(number="")
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["customer", "-id"], name="invoice_by_customer"),
            models.Index(fields=["issued_on", "id"], name="invoice_by_day"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("sales:invoice", args=[self.pk])

    @property
    def is_red(self) -> bool:
        """Whether it takes another one back."""
        return self.red_of_id is not None


class InvoiceLine(Line):
    """One line of an invoice; on a red one quantity and amount are what is taken back."""

    document = models.ForeignKey(
        Invoice, models.CASCADE, related_name="lines", verbose_name=_("销售发票")
    )
    line = models.ForeignKey(
        OrderLine, models.PROTECT, related_name="invoices", verbose_name=_("订单明细")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("发票明细")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "line"], name="line_once_in_invoice"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="invoiced_something"),
        ]
