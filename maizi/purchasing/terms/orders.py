"""Words of requests, orders, receipts and returns (I-5)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class RequestState(Term):
    """Where a purchase request stands."""

    DRAFT = "draft", N_("草稿")
    PENDING = "pending", N_("审批中")
    APPROVED = "approved", N_("已批准")
    DONE = "done", N_("已转订单")
    CANCELLED = "cancelled", N_("已作废")


class OrderState(Term):
    """Where a purchase order stands (I-5: draft, approved, ordered, received, closed)."""

    DRAFT = "draft", N_("草稿")
    PENDING = "pending", N_("审批中")
    APPROVED = "approved", N_("已批准")
    ORDERED = "ordered", N_("已下单")
    RECEIVED = "received", N_("已到齐")
    CLOSED = "closed", N_("已结案")
    CANCELLED = "cancelled", N_("已作废")


class ReceiptState(Term):
    """Where goods that arrived stand."""

    WAITING = "waiting", N_("待检验")
    POSTED = "posted", N_("已入库")
    CANCELLED = "cancelled", N_("已作废")


class RejectReason(Term):
    """Why goods that arrived were turned away."""

    DAMAGED = "damaged", N_("破损")
    WRONG = "wrong", N_("货不对板")
    QUALITY = "quality", N_("质量不合格")
    EXCESS = "excess", N_("多送")
    EXPIRED = "expired", N_("过期或临期")
    PAPERS = "papers", N_("缺合格证或单据")
    OTHER = "other", N_("其他")


class ReturnWay(Term):
    """What the supplier owes for goods that go back."""

    CREDIT = "credit", N_("退货，冲减应付")
    REPLACE = "replace", N_("换货，等待补发")


class DemandSort(Term):
    """Why something should be bought (I-5)."""

    REORDER = "reorder", N_("低于再订货点")
    BACKLOG = "backlog", N_("客户订单缺货")
    GROUP_BUY = "group_buy", N_("团购达成")
    SPARE = "spare", N_("备件计划")
    MANUAL = "manual", N_("手工提出")
