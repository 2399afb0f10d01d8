"""Plain pages of purchasing: suppliers, requests, orders, receipts, returns, the ledger."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section, Verb

from .. import access, actions, forms, queries
from ..actions import imports
from ..models import (
    PurchaseOrder,
    PurchaseRequest,
    PurchaseReturn,
    Receipt,
    Supplier,
    SupplierBill,
    SupplierEntry,
)

READ_ONLY = ("new", "edit", "bulk", "undo", "cell", "reveal", "")

SUPPLIERS = Pages(
    model=Supplier,
    visible=access.visible_suppliers,
    may=access.may_supplier,
    save=actions.save_supplier,
    columns=(
        "name", "no", "supplies", "buyer", "lead_days", "terms_days", "payable_yuan", "is_active",
    ),
    filters=(
        "supplies", "buyer", "is_active", "payable_yuan", "lead_days", "terms_days", "due_from",
        "usc_code", "address", "created_at", "name",
    ),
    sections=(
        Section(N_("基本"), (
            "name", "no", "short_name", "usc_code", "supplies", "address", "buyer",
        )),
        Section(N_("交易条件"), ("lead_days", "terms_days", "due_from", "least_yuan")),
        Section(N_("收款账户"), ("bank_name", "bank_account")),
        Section(N_("合作"), ("is_active", "stopped_why", "note")),
    ),
    bulk_fields=("supplies", "buyer", "lead_days", "terms_days", "due_from"),
    views=(
        View("active", N_("合作中"), ("is_active.yes",)),
        View("owed", N_("有应付"), ("payable_yuan.at_least.0.01",), sort="-payable_yuan"),
        View("gone", N_("已停止合作"), ("is_active.no",)),
        View("all", N_("全部")),
    ),
    kind="supplier",
)  # fmt: skip

REQUESTS = Pages(
    model=PurchaseRequest,
    visible=access.visible_requests,
    may=access.may_request,
    columns=("no", "reason", "applicant", "unit", "sort", "needed_on", "amount_yuan", "state"),
    filters=("state", "sort", "applicant", "unit", "needed_on", "created_at", "reason"),
    sections=(
        Section(N_("请购"), ("no", "reason", "applicant", "unit", "sort", "needed_on", "state",
                           "amount_yuan", "answer")),
    ),
    verbs=(Verb("order", N_("转采购订单"), "purchasing:order_chosen", "shopping-cart"),),
    views=(
        View("open", N_("未办完"), ("state.in.draft,pending,approved",)),
        View("approved", N_("等下单"), ("state.in.approved",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

ORDERS = Pages(
    model=PurchaseOrder,
    visible=access.visible_orders,
    may=access.may,
    columns=(
        "no", "supplier", "state", "ordered_on", "expected_on", "amount_yuan", "buyer", "their_no",
    ),
    filters=(
        "state", "supplier", "buyer", "unit", "ordered_on", "expected_on", "amount_yuan",
        "created_at", "no", "their_no",
    ),
    sections=(
        Section(N_("采购订单"), ("no", "supplier", "state", "buyer", "unit", "ordered_on",
                              "expected_on", "amount_yuan", "tax_yuan")),
        Section(N_("条件"), ("terms_days", "due_from", "ship_to", "their_no", "note")),
    ),
    views=(
        View("open", N_("未完成"), ("state.in.draft,pending,approved,ordered",)),
        View("approved", N_("等下单"), ("state.in.approved",)),
        View("coming", N_("在途"), ("state.in.ordered",), sort="expected_on"),
        View("done", N_("已到齐"), ("state.in.received,closed",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

RECEIPTS = Pages(
    model=Receipt,
    visible=access.visible_receipts,
    may=lambda user, verb, row=None: verb != "add" and access.may(user, verb, row),
    columns=(
        "no", "supplier", "order", "warehouse", "received_on", "state", "amount_yuan",
        "delivery_no", "registered_by", "inspected_by",
    ),
    filters=("state", "supplier", "warehouse", "received_on", "order", "delivery_no", "no"),
    sections=(
        Section(N_("采购入库单"), ("no", "supplier", "order", "warehouse", "received_on", "state",
                               "delivery_no", "registered_by", "inspected_by", "posted_at",
                               "amount_yuan", "billed_yuan", "note")),
    ),
    views=(
        View("waiting", N_("待检验"), ("state.in.waiting",)),
        View("posted", N_("已入库"), ("state.in.posted",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

RETURNS = Pages(
    model=PurchaseReturn,
    visible=access.visible_returns,
    may=lambda user, verb, row=None: verb != "add" and access.may(user, verb, row),
    columns=("no", "supplier", "receipt", "way", "returned_on", "reason", "amount_yuan"),
    filters=("supplier", "way", "returned_on", "receipt", "reason"),
    sections=(
        Section(N_("采购退货单"), ("no", "supplier", "receipt", "way", "returned_on", "reason",
                               "amount_yuan", "billed_yuan", "returned_by")),
    ),
    views=(View("all", N_("全部")),),
)  # fmt: skip

ENTRIES = Pages(
    model=SupplierEntry,
    visible=access.visible_entries,
    may=lambda user, verb, row=None: verb != "add" and access.may_payable(user, verb, row),
    columns=(
        "no", "supplier", "kind", "on", "due_on", "amount_yuan", "open_yuan", "way", "posted_by",
    ),
    filters=("supplier", "kind", "on", "due_on", "amount_yuan", "open_yuan", "way", "no"),
    sections=(
        Section(N_("供应商往来"), ("no", "supplier", "kind", "on", "due_on", "amount_yuan",
                               "open_yuan", "way", "note", "posted_by")),
    ),
    views=(
        View("open", N_("应付未结"), ("open_yuan.at_least.0.01",), sort="due_on"),
        View("prepaid", N_("预付与待抵减"), ("open_yuan.at_most.-0.01",)),
        View("paid", N_("付款"), ("kind.in.payment,refund",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

BILLS = Pages(
    model=SupplierBill,
    visible=access.visible_bills,
    may=lambda user, verb, row=None: verb != "add" and access.may_payable(user, verb, row),
    columns=(
        "number", "supplier", "sort", "billed_on", "amount_yuan", "tax_yuan", "registered_by",
    ),
    filters=("supplier", "sort", "billed_on", "amount_yuan", "number"),
    sections=(
        Section(N_("供应商发票"), ("number", "supplier", "sort", "billed_on", "amount_yuan",
                               "tax_yuan", "note", "registered_by")),
    ),
    views=(View("all", N_("全部")),),
)  # fmt: skip

IMPORTS = importable(
    Importer(
        kind="supplier",
        namespace="purchasing",
        label=N_("供应商与供货价"),
        may=imports.may_import,
        oversees=imports.may_import,
        targets=imports.targets,
        columns=imports.columns,
        form=forms.ImportForm,
        keys=imports.KEYS,
        lead="name",
        prepare=imports.prepare,
        decide=imports.decide,
        store=imports.store,
        undo=imports.undo,
        written=queries.written_by,
    )
)
