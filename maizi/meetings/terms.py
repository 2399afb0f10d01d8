"""Words of meetings (C-50)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class State(Term):
    """Where a meeting stands."""

    PREPARING = "preparing", N_("准备中")
    READY = "ready", N_("已就绪")
    HOLDING = "holding", N_("开会中")
    FOLLOWING = "following", N_("跟踪中")
    CLOSED = "closed", N_("已关闭")
    CANCELLED = "cancelled", N_("已取消")


class ActionState(Term):
    """Whether what was agreed is done."""

    OPEN = "open", N_("进行中")
    DONE = "done", N_("已完成")
    CANCELLED = "cancelled", N_("已取消")


class Delivery(Term):
    """How the agenda reached somebody."""

    NONE = "none", N_("未送达")
    QUEUED = "queued", N_("发送中")
    SENT = "sent", N_("已发送")
    FAILED = "failed", N_("发送失败")
    HANDED = "handed", N_("已当面送达")


# Not over yet; its agenda may still be changed before it is held.
BEFORE = (State.PREPARING, State.READY)
OPEN = (*BEFORE, State.HOLDING)
REACHED = (Delivery.SENT, Delivery.HANDED)
