"""Words of the working calendar and of deadlines."""

from maizi.kernel.calendar import DayKind
from maizi.kernel.terms import Term
from maizi.kernel.texts import N_

__all__ = ["BreachAction", "ClockState", "ClockStep", "Counting", "DayKind"]


class Counting(Term):
    """What counts towards a deadline (0.4)."""

    WORKING_TIME = "working_time", N_("工作时间")
    CLOCK_TIME = "clock_time", N_("全天候")
    WORKDAYS = "workdays", N_("工作日")
    DAYS = "days", N_("自然日")
    SAME_DAY = "same_day", N_("当日")

    @property
    def is_in_days(self) -> bool:
        """Whether the deadline is 24:00 of some day."""
        return self in (Counting.WORKDAYS, Counting.DAYS, Counting.SAME_DAY)

    @property
    def passes_in_working_time(self) -> bool:
        """Whether its share that has passed is measured in working hours."""
        return self in (Counting.WORKING_TIME, Counting.WORKDAYS, Counting.SAME_DAY)


class ClockState(Term):
    """How a clock stands."""

    RUNNING = "running", N_("计时中")
    PAUSED = "paused", N_("已暂停")
    MET = "met", N_("按时完成")
    LATE = "late", N_("超时完成")
    CANCELLED = "cancelled", N_("已取消")

    @property
    def is_open(self) -> bool:
        """Whether the deadline is still ahead or overdue."""
        return self in (ClockState.RUNNING, ClockState.PAUSED)


class ClockStep(Term):
    """What happened to a clock."""

    STARTED = "started", N_("开始计时")
    WARNED = "warned", N_("预警")
    PAUSED = "paused", N_("暂停计时")
    RESUMED = "resumed", N_("继续计时")
    EXTENDED = "extended", N_("延期")
    MOVED = "moved", N_("按新日历重算")
    BREACHED = "breached", N_("超时")
    MET = "met", N_("按时完成")
    LATE = "late", N_("超时完成")
    CANCELLED = "cancelled", N_("取消计时")


class BreachAction(Term):
    """What is wanted when a deadline is missed; never an approval by itself (0.6)."""

    NOTE = "note", N_("只记录")
    REMIND = "remind", N_("提醒负责人")
    ESCALATE = "escalate", N_("升级到上级")
