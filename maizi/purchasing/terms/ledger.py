"""Words of the supplier ledger."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class EntryKind(Term):
    """What made an entry of the supplier ledger."""

    OPENING = "opening", N_("期初应付")
    RECEIPT = "receipt", N_("采购入库")
    INVOICE = "invoice", N_("供应商发票")
    DIFFERENCE = "difference", N_("发票差额")
    RETURN = "return", N_("采购退货")
    PAYMENT = "payment", N_("付款")
    REFUND = "refund", N_("供应商退款")
    REVERSAL = "reversal", N_("冲销")


class PayWay(Term):
    """How money went to a supplier or came back."""

    BANK = "bank", N_("银行转账")
    CASH = "cash", N_("现金")
    BILL = "bill", N_("承兑汇票")
    ONLINE = "online", N_("支付宝或微信")
    OFFSET = "offset", N_("往来抵扣")


class PayableBasis(Term):
    """What makes a payable: goods that came in, or the supplier's invoice."""

    RECEIPT = "receipt", N_("入库即应付")
    INVOICE = "invoice", N_("收到发票才应付")


class DueFrom(Term):
    """From when the days of a supplier's terms are counted."""

    DAY = "day", N_("自入账日起")
    MONTH_END = "month_end", N_("自当月末起（月结）")


class BillSort(Term):
    """What kind of invoice a supplier sent (I-9)."""

    E_SPECIAL = "e_special", N_("数电票（增值税专用发票）")
    E_GENERAL = "e_general", N_("数电票（普通发票）")
    PAPER_SPECIAL = "paper_special", N_("纸质专用发票")
    PAPER_GENERAL = "paper_general", N_("纸质普通发票")
    NONE = "none", N_("收据或其他")
