"""Plain pages of selling: lists, heads of documents, history, export."""

from maizi.kernel.texts import N_
from maizi.kit.imports.declare import Importer, importable
from maizi.kit.listing import View
from maizi.kit.pages import Pages, Section

from .. import access, actions, forms, queries
from ..actions import imports
from ..models import Delivery, Invoice, Order, Quote, Return, Solution

QUOTES = Pages(
    model=Quote,
    visible=access.visible_quotes,
    may=access.may_quote,
    save=actions.save_quote,
    columns=(
        "no", "customer", "title", "state", "amount_yuan", "valid_until", "owner", "batch",
        "version", "created_at", "sent_at", "decided_at",
    ),
    filters=(
        "state", "customer", "owner", "org_unit", "amount_yuan", "valid_until", "created_at",
        "batch", "sent_at", "decided_at",
    ),
    sections=(
        Section(N_("给谁、报什么"), ("customer", "title", "activity")),
        Section(N_("条件"), ("valid_until", "terms_days", "note", "remark")),
    ),
    views=(
        View("open", N_("进行中"), ("state.in.draft,waiting,approved,sent",)),
        View("sent", N_("等客户答复"), ("state.in.sent",)),
        View("accepted", N_("已接受"), ("state.in.accepted",)),
        View("lost", N_("未成交"), ("state.in.rejected,expired",)),
        View("all", N_("全部")),
    ),
    kind="quote",
)  # fmt: skip

ORDERS = Pages(
    model=Order,
    visible=access.visible_orders,
    may=access.may,
    save=actions.save_order,
    columns=(
        "no", "customer", "state", "invoicing", "amount_yuan", "ordered_on", "promised_on",
        "owner", "customer_no", "warehouse", "net_yuan", "tax_yuan", "created_at",
    ),
    filters=(
        "state", "invoicing", "customer", "owner", "org_unit", "amount_yuan", "ordered_on",
        "promised_on", "warehouse", "customer_no", "created_at",
    ),
    sections=(
        Section(N_("谁订的"), ("customer", "customer_no", "activity", "ordered_on")),
        Section(N_("交货"), ("promised_on", "warehouse", "receiver", "receiver_phone", "address")),
        Section(N_("付款"), ("terms_days", "prepaid_yuan")),
        Section(N_("说明"), ("note", "remark")),
    ),
    views=(
        View("open", N_("进行中"), ("state.in.draft,waiting,confirmed,partly,delivered",)),
        View("waiting", N_("等信用审批"), ("state.in.waiting",)),
        View("to_ship", N_("待发货"), ("state.in.confirmed,partly",), sort="promised_on"),
        View("to_bill", N_("待开票"), ("state.in.partly,delivered", "invoicing.in.none,partly")),
        View("done", N_("已完成"), ("state.in.completed,short",)),
        View("all", N_("全部")),
    ),
    kind="order",
)  # fmt: skip

DELIVERIES = Pages(
    model=Delivery,
    visible=access.visible_deliveries,
    may=access.may_deliver,
    save=actions.save_delivery,
    columns=(
        "no", "customer", "order", "state", "warehouse", "carrier", "tracking_no", "created_at",
        "shipped_at", "signed_at", "is_charged", "freight_yuan",
    ),
    filters=(
        "state", "customer", "warehouse", "carrier", "shipped_at", "signed_at", "is_charged",
        "created_at",
    ),
    sections=(
        Section(N_("送到哪里"), ("receiver", "receiver_phone", "address")),
        Section(N_("怎么送"), ("warehouse", "carrier", "tracking_no", "is_charged",
                            "freight_yuan", "note")),
    ),
    views=(
        View("inside", N_("待发出"), ("state.in.picking,packed",)),
        View("under_way", N_("在途"), ("state.in.shipped,arrived",)),
        View("signed", N_("已签收"), ("state.in.signed",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

INVOICES = Pages(
    model=Invoice,
    visible=access.visible_invoices,
    may=access.may_invoice,
    save=actions.save_invoice,
    columns=(
        "no", "number", "kind", "state", "customer", "title", "amount_yuan", "net_yuan",
        "tax_yuan", "issued_on", "due_on", "order", "red_of", "owner",
    ),
    filters=(
        "state", "kind", "customer", "amount_yuan", "issued_on", "due_on", "title", "number",
        "owner", "org_unit",
    ),
    sections=(
        Section(N_("购买方"), ("kind", "title", "tax_no", "registered_at", "bank_account")),
        Section(N_("备注"), ("remark",)),
    ),
    views=(
        View("to_issue", N_("待开具"), ("state.in.draft",)),
        View("issued", N_("已开具"), ("state.in.issued,reddened",)),
        View("red", N_("红字发票"), ("amount_yuan.at_most.-0.01",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

RETURNS = Pages(
    model=Return,
    visible=access.visible_returns,
    may=lambda user, verb, row=None: verb != "add" and access.may_return(user, verb, row),
    columns=(
        "no", "customer", "order", "sort", "state", "reason", "verdict", "amount_yuan",
        "asked_on", "refund_way", "refund_by", "owner",
    ),
    filters=("state", "sort", "reason", "verdict", "customer", "amount_yuan", "asked_on", "owner"),
    sections=(Section(N_("退换货"), ("sort", "reason", "told", "asked_on")),),
    views=(
        View("open", N_("进行中"), ("state.in.draft,waiting,approved,received",)),
        View("to_receive", N_("待收货"), ("state.in.approved",)),
        View("to_settle", N_("待办结"), ("state.in.received",)),
        View("all", N_("全部")),
    ),
)  # fmt: skip

SOLUTIONS = Pages(
    model=Solution,
    visible=access.visible_solutions,
    may=access.may_solution,
    save=actions.save_solution,
    columns=("needs", "solution", "order", "quote", "by", "changed_at"),
    filters=("needs", "solution", "use", "upkeep", "by", "changed_at"),
    sections=(Section(N_("解决方案单"), ("needs", "solution", "use", "upkeep")),),
    views=(
        View("mine", N_("我写的"), ("by.me",), sort="-changed_at"),
        View("all", N_("全部"), sort="-changed_at"),
    ),
)  # fmt: skip

IMPORTS = importable(
    Importer(
        kind="order",
        namespace="sales",
        label=N_("销售订单"),
        may=imports.may_import,
        oversees=imports.may_import,
        targets=imports.targets,
        columns=imports.columns,
        form=forms.ImportForm,
        keys=imports.KEYS,
        lead="order_no",
        prepare=imports.prepare,
        decide=imports.decide,
        store=imports.store,
        undo=imports.undo,
        written=queries.written_by,
    )
)
