"""Words about background work."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class JobState(Term):
    """Where a job stands."""

    WAITING = "waiting", N_("等待")
    RUNNING = "running", N_("进行中")
    PAUSED = "paused", N_("已暂停")
    DONE = "done", N_("已完成")
    FAILED = "failed", N_("失败")
    CANCELLED = "cancelled", N_("已取消")


class JobVerb(Term):
    """What a person may do with a job."""

    PAUSE = "pause", N_("暂停")
    RESUME = "resume", N_("继续")
    CANCEL = "cancel", N_("取消")
    RETRY = "retry", N_("重试")
