"""Words of stock: how goods move, in which state they lie, how a movement is priced (I-6)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class MovementKind(Term):
    """Why goods move; every document is of one kind."""

    OPENING = "opening", N_("期初库存")
    PURCHASE_IN = "purchase_in", N_("采购入库")
    SALES_OUT = "sales_out", N_("销售出库")
    SALES_RETURN_IN = "sales_return_in", N_("销售退货入库")
    PURCHASE_RETURN_OUT = "purchase_return_out", N_("采购退货出库")
    TRANSFER = "transfer", N_("调拨")
    RESTATUS = "restatus", N_("状态调整")
    ASSEMBLY = "assembly", N_("组装")
    DISASSEMBLY = "disassembly", N_("拆卸")
    COUNT_GAIN = "count_gain", N_("盘盈入库")
    COUNT_LOSS = "count_loss", N_("盘亏出库")
    EXCHANGE_OUT = "exchange_out", N_("换货出库")
    EXCHANGE_IN = "exchange_in", N_("换货入库")
    LOAN_OUT = "loan_out", N_("借出")
    LOAN_BACK = "loan_back", N_("借出归还")
    OTHER_IN = "other_in", N_("其他入库")
    OTHER_OUT = "other_out", N_("其他出库")

    @property
    def direction(self) -> int:
        """1 into the warehouse, -1 out of it, 0 both ways in one document."""
        if self in BOTH_WAYS:
            return 0
        return 1 if self in INWARD else -1


BOTH_WAYS = frozenset((MovementKind.TRANSFER, MovementKind.RESTATUS, MovementKind.ASSEMBLY,
                       MovementKind.DISASSEMBLY))  # fmt: skip
INWARD = frozenset((
    MovementKind.OPENING, MovementKind.PURCHASE_IN, MovementKind.SALES_RETURN_IN,
    MovementKind.COUNT_GAIN, MovementKind.EXCHANGE_IN, MovementKind.LOAN_BACK,
    MovementKind.OTHER_IN,
))  # fmt: skip


class StockStatus(Term):
    """In which state goods lie; reserved ones are good ones that somebody has a claim on."""

    GOOD = "good", N_("良品")
    DEFECTIVE = "defective", N_("退回次品")
    REFURBISHED = "refurbished", N_("翻新品")
    SCRAP = "scrap", N_("报废品")


class Pricing(Term):
    """Where the value of a movement comes from, so that it can be found anew."""

    GIVEN = "given", N_("按录入金额")
    AVERAGE = "average", N_("按移动平均")
    LINKED = "linked", N_("按原出库成本")
    MADE = "made", N_("按所用材料")
    UNDOING = "undoing", N_("冲回原入库金额")


class CountState(Term):
    """How far a stock count has come."""

    OPEN = "open", N_("盘点中")
    ASKED = "asked", N_("待审批")
    DONE = "done", N_("已入账")
    CANCELLED = "cancelled", N_("已取消")
