"""Words of trials and of expert support (F-1)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class TrialState(Term):
    """Where goods on trial are."""

    ASKED = "asked", N_("待出库")
    OUT = "out", N_("试用中")
    BACK = "back", N_("已归还")
    BOUGHT = "bought", N_("已买下")
    LOST = "lost", N_("没有收回")
    CANCELLED = "cancelled", N_("已取消")


class Condition(Term):
    """In which state goods come back from a trial."""

    INTACT = "intact", N_("完好")
    USED = "used", N_("有使用痕迹")
    DAMAGED = "damaged", N_("损坏")


class EntryKind(Term):
    """What happened in the course of a trial."""

    EXTENDED = "extended", N_("延期")
    HEARD = "heard", N_("试用反馈")


class Liking(Term):
    """How a customer likes what it tries out."""

    LIKES = "likes", N_("满意，想买")
    WAVERS = "wavers", N_("还在犹豫")
    DISLIKES = "dislikes", N_("不满意")


class RequestState(Term):
    """Whether somebody still waits for the experts."""

    OPEN = "open", N_("未办结")
    CLOSED = "closed", N_("已办结")


class ReplyState(Term):
    """How far one of the experts is."""

    ASKED = "asked", N_("待接受")
    ACCEPTED = "accepted", N_("已接受")
    DECLINED = "declined", N_("已婉拒")
    ANSWERED = "answered", N_("已答复")
    RELEASED = "released", N_("不用答复了")


# Trials that are not over yet, and those that count when conversion is reckoned.
RUNNING = (TrialState.ASKED, TrialState.OUT)
ENDED = (TrialState.BACK, TrialState.BOUGHT, TrialState.LOST)
WAITING = (ReplyState.ASKED, ReplyState.ACCEPTED)
