"""Words of returns and exchanges (I-10)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class ReturnSort(Term):
    """What the customer wants."""

    RETURN = "return", N_("退货")
    EXCHANGE = "exchange", N_("换货")


class ReturnState(Term):
    """Where a return stands."""

    DRAFT = "draft", N_("待提交")
    WAITING = "waiting", N_("审批中")
    APPROVED = "approved", N_("待收货")
    RECEIVED = "received", N_("已收货，待处理")
    SETTLED = "settled", N_("已办结")
    REJECTED = "rejected", N_("未批准")
    CANCELLED = "cancelled", N_("已取消")


class ReturnReason(Term):
    """Why goods come back."""

    FAULTY = "faulty", N_("质量问题")
    WRONG = "wrong", N_("发错货")
    DAMAGED = "damaged", N_("运输损坏")
    SURPLUS = "surplus", N_("买多了、不需要了")
    OTHER = "other", N_("其他")


class ReturnVerdict(Term):
    """What the contract says to it; the law on 三包 joins through the same door."""

    DUE = "due", N_("按约定应当受理")
    GOODWILL = "goodwill", N_("超出约定，由公司决定")


class RefundWay(Term):
    """What becomes of the money."""

    NONE = "none", N_("不涉及款项")
    CREDIT = "credit", N_("冲减应收或转为预收")
    REFUND = "refund", N_("退款")
