"""Words of dispatch and of appointments (F-5, F-12, F-13)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class OrderState(Term):
    """How a work order to an engineer stands (F-5)."""

    ASKED = "asked", N_("待接单")
    ACCEPTED = "accepted", N_("已接单")
    REJECTED = "rejected", N_("拒单")
    EXPIRED = "expired", N_("超时未接")
    RECALLED = "recalled", N_("改派")
    DONE = "done", N_("完成")


class DutyKind(Term):
    """What differs from an engineer's usual hours."""

    ON_CALL = "on_call", N_("值班")
    OFF = "off", N_("休假")


class AppointmentState(Term):
    """How an appointment with a customer ended (F-12, F-13)."""

    AGREED = "agreed", N_("已约定")
    KEPT = "kept", N_("如约到场")
    MOVED = "moved", N_("已改期")
    BROKEN = "broken", N_("失约")
    CALLED_OFF = "called_off", N_("已取消")
