"""Words of the customer ledger (I-8)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class EntryKind(Term):
    """What made a customer owe more or less."""

    OPENING = "opening", N_("期初应收")
    INVOICE = "invoice", N_("开票应收")
    RED_INVOICE = "red_invoice", N_("红字发票")
    RECEIPT = "receipt", N_("收款")
    REFUND = "refund", N_("退款")
    WRITE_OFF = "write_off", N_("坏账核销")
    ADJUSTMENT = "adjustment", N_("调整")


class PayWay(Term):
    """How money came in or went out."""

    TRANSFER = "transfer", N_("银行转账")
    ACCEPTANCE = "acceptance", N_("承兑汇票")
    CHEQUE = "cheque", N_("支票")
    CASH = "cash", N_("现金")
    WECHAT = "wechat", N_("微信支付")
    ALIPAY = "alipay", N_("支付宝")
    OTHER = "other", N_("其他")


class AgeBucket(Term):
    """How long past due a receivable is, in days (I-8)."""

    NOT_DUE = "not_due", N_("未到期")
    D30 = "d30", N_("逾期 1–30 天")
    D60 = "d60", N_("逾期 31–60 天")
    D90 = "d90", N_("逾期 61–90 天")
    D180 = "d180", N_("逾期 91–180 天")
    OVER = "over", N_("逾期 180 天以上")


class StatementState(Term):
    """What the customer said of a statement of account."""

    DRAFT = "draft", N_("待发送")
    SENT = "sent", N_("待客户确认")
    CONFIRMED = "confirmed", N_("客户已确认")
    DISPUTED = "disputed", N_("客户有异议")
    CANCELLED = "cancelled", N_("已作废")


class WriteOffState(Term):
    """How far the request to write a receivable off is."""

    WAITING = "waiting", N_("审批中")
    DONE = "done", N_("已核销")
    CLOSED = "closed", N_("未获批准")


class DunningLevel(Term):
    """How serious a letter about late money is, from the friendly one up."""

    REMINDER = "reminder", N_("提醒函")
    DEMAND = "demand", N_("催款函")
    FINAL = "final", N_("最后通知")

    @property
    def rank(self) -> int:
        """0 for the friendliest."""
        return list(DunningLevel).index(self)
