"""Words of an activity and of the registrations for it (B-11)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class State(Term):
    """Where a group-buy activity stands."""

    DRAFT = "draft", N_("草稿")
    PENDING = "pending", N_("审批中")
    APPROVED = "approved", N_("已批准")
    OPEN = "open", N_("登记中")
    REACHED = "reached", N_("已达成")
    ORDERING = "ordering", N_("采购中")
    FULFILLED = "fulfilled", N_("已交货")
    SETTLED = "settled", N_("已结清")
    FAILED = "failed", N_("未达成")
    CANCELLED = "cancelled", N_("已取消")

    @property
    def takes_registrations(self) -> bool:
        """Whether people may register, inside the window."""
        return self in (State.OPEN, State.REACHED)


class Threshold(Term):
    """What has to come together before the company buys."""

    QUANTITY = "quantity", N_("数量")
    AMOUNT = "amount", N_("金额")
    PARTICIPANTS = "participants", N_("参加家数")


class DepositSort(Term):
    """What is paid on registering."""

    NONE = "none", N_("不收订金")
    FIXED = "fixed", N_("每家固定金额")
    PERCENT = "percent", N_("按登记金额的百分比")


class RegistrationState(Term):
    """Where one registration stands; only valid and leaving ones count."""

    PENDING = "pending", N_("待付订金")
    VALID = "valid", N_("登记有效")
    LEAVING = "leaving", N_("申请退出")
    WITHDRAWN = "withdrawn", N_("已退出")
    RELEASED = "released", N_("已释放")
    ORDERED = "ordered", N_("已转订单")


class Withdrawal(Term):
    """How somebody may leave an activity."""

    FREE = "free", N_("可以直接退出")
    ASK = "ask", N_("退出需要负责人同意")


class TurnSort(Term):
    """What changed the standing of an activity."""

    APPROVED = "approved", N_("批准")
    OPENED = "opened", N_("开始登记")
    REGISTERED = "registered", N_("新登记")
    PAID = "paid", N_("收到订金")
    ASKED_OUT = "asked_out", N_("申请退出")
    STAYED = "stayed", N_("留下")
    WITHDRAWN = "withdrawn", N_("退出团购")
    REACHED = "reached", N_("达成")
    REOPENED = "reopened", N_("回到登记中")
    BOUGHT = "bought", N_("已向供应商下单")
    ORDERED = "ordered", N_("生成订单")
    FULFILLED = "fulfilled", N_("已交货")
    SETTLED = "settled", N_("已结清")
    FAILED = "failed", N_("未达成")
    CANCELLED = "cancelled", N_("取消")
