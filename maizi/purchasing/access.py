"""Who sees which rows of purchasing, and who may do what with them (M-2, M-3).

Suppliers and what is bought belong to the company: whoever reads them reads all of them. A
request is also seen by whoever made it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from maizi.accounts.access import Entity, group_access, rights_of
from maizi.fields.access import NumberKind, NumberShape
from maizi.fields.terms import Period
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .models import (
    PurchaseOrder,
    PurchaseRequest,
    PurchaseReturn,
    Receipt,
    Supplier,
    SupplierBill,
    SupplierContact,
    SupplierEntry,
    Supply,
)
from .rules.suggestions import Ask
from .terms import RequestState

SUPPLIER = Entity(
    "supplier",
    N_("供应商"),
    {
        "read": N_("查看"), "add": N_("新建"), "change": N_("修改与定供货价"),
        "import": N_("导入"), "export": N_("导出"), "reveal": N_("查看完整银行账号"),
    },
)  # fmt: skip
PURCHASE = Entity(
    "purchase",
    N_("采购管理"),
    {
        "read": N_("查看采购单据"), "request": N_("请购"), "add": N_("下采购订单"),
        "receive": N_("收货、检验与退货"), "export": N_("导出采购单据与报表"),
    },
)  # fmt: skip
PAYABLE = Entity(
    "payable",
    N_("应付"),
    {
        "read": N_("查看供应商往来"), "bill": N_("登记供应商发票"), "pay": N_("付款与核销"),
        "close": N_("月结账"), "export": N_("导出往来与对账单"),
    },
)  # fmt: skip
NUMBERS = (
    NumberKind("supplier", N_("供应商编号"), NumberShape("V")),
    NumberKind("purchase_request", N_("请购单号"), NumberShape("PR", Period.MONTH)),
    NumberKind("purchase_order", N_("采购单号"), NumberShape("PO", Period.MONTH)),
    NumberKind("purchase_receipt", N_("采购入库单号"), NumberShape("GR", Period.MONTH)),
    NumberKind("purchase_return", N_("采购退货单号"), NumberShape("PT", Period.MONTH)),
    NumberKind("supplier_payment", N_("付款单号"), NumberShape("PV", Period.MONTH)),
)
REQUEST_SUBJECT, ORDER_SUBJECT = "purchase.request", "purchase.order"


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that asks for goods beside reorder points; declared by the app that knows it.

    asks  (product ids, or None for all) -> what is needed and not yet reserved or ordered
    """

    code: str
    label: str
    asks: Callable[[Collection[int] | None], Iterable[Ask]]


_demands: dict[str, Demand] = {}


def declare_demand(demand: Demand) -> None:
    """Let needs of another kind appear among the suggestions: group buys, spare plans (I-5)."""
    _demands[demand.code] = demand


def demands() -> list[Demand]:
    """Everything that asks for goods."""
    return list(_demands.values())


def visible_suppliers(user) -> QuerySet[Supplier]:
    """All suppliers, for those who read them."""
    return Supplier.objects.all() if may_supplier(user, "view") else Supplier.objects.none()


def visible_contacts(user) -> QuerySet[SupplierContact]:
    """Contacts of visible suppliers."""
    return SupplierContact.objects.filter(supplier__in=visible_suppliers(user))


def visible_supply(user) -> QuerySet[Supply]:
    """What visible suppliers supply."""
    return Supply.objects.filter(supplier__in=visible_suppliers(user))


def visible_requests(user) -> QuerySet[PurchaseRequest]:
    """All requests for those who read purchases, else one's own."""
    if may(user, "view"):
        return PurchaseRequest.objects.all()
    return PurchaseRequest.objects.filter(applicant=user.pk, applicant__is_active=True)


def visible_orders(user) -> QuerySet[PurchaseOrder]:
    """All purchase orders, for those who read purchases."""
    return PurchaseOrder.objects.all() if may(user, "view") else PurchaseOrder.objects.none()


def visible_receipts(user) -> QuerySet[Receipt]:
    """All receipts, for those who read purchases."""
    return Receipt.objects.all() if may(user, "view") else Receipt.objects.none()


def visible_returns(user) -> QuerySet[PurchaseReturn]:
    """All returns, for those who read purchases."""
    return PurchaseReturn.objects.all() if may(user, "view") else PurchaseReturn.objects.none()


def visible_entries(user) -> QuerySet[SupplierEntry]:
    """The supplier ledger, for those who read payables."""
    return (
        SupplierEntry.objects.all() if may_payable(user, "view") else SupplierEntry.objects.none()
    )


def visible_bills(user) -> QuerySet[SupplierBill]:
    """Invoices of suppliers, for those who read payables."""
    return SupplierBill.objects.all() if may_payable(user, "view") else SupplierBill.objects.none()


def may_supplier(user, verb: str, row: Supplier | None = None) -> bool:
    """Whether a person may do `verb` to suppliers; bank accounts lie open to who keeps them."""
    if verb == "unmask":
        return group_access(user, FieldGroup.BANK) == FieldAccess.WRITE
    return rights_of(user).may("supplier", "read" if verb == "view" else verb)


def may(user, verb: str, row=None) -> bool:
    """Whether a person may do `verb` to requests, orders, receipts and returns."""
    verb = {"view": "read", "unmask": "read", "change": "add"}.get(verb, verb)
    return rights_of(user).may("purchase", verb)


def may_request(user, verb: str, row: PurchaseRequest | None = None) -> bool:
    """Whether a person may do `verb` to a request: its applicant while it is a draft.

    Whoever makes orders may make any request into orders and cancel it.
    """
    rights = rights_of(user)
    if verb in ("view", "unmask"):
        return rights.may("purchase", "read") or rights.may("purchase", "request")
    if verb in ("add", "request"):
        return rights.may("purchase", "request")
    if verb == "order":
        return rights.may("purchase", "add")
    if verb in ("change", "submit", "cancel") and row is not None:
        is_own = row.applicant_id == user.pk and rights.may("purchase", "request")
        is_open = row.state == RequestState.DRAFT
        return is_open and (is_own or (verb == "cancel" and rights.may("purchase", "add")))
    return verb == "export" and rights.may("purchase", "export")


def may_payable(user, verb: str, row=None) -> bool:
    """Whether a person may do `verb` to the supplier ledger."""
    verb = {"view": "read", "unmask": "read"}.get(verb, verb)
    return rights_of(user).may("payable", verb)


def sees_costs(user) -> bool:
    """Whether prices and amounts of purchases are shown to a person."""
    return group_access(user, FieldGroup.COST) >= FieldAccess.READ


def writes_costs(user) -> bool:
    """Whether a person may agree on another price than the one on record."""
    return group_access(user, FieldGroup.COST) == FieldAccess.WRITE
