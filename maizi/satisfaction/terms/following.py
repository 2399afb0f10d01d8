"""Words of what follows from answers (E-11, F-55)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class AlertState(Term):
    """Where the case of a dissatisfied customer stands."""

    OPEN = "open", N_("处理中")
    DONE = "done", N_("已了结")
    COMPLAINT = "complaint", N_("已转投诉")


class Decision(Term):
    """What is done about a shortfall (G-1)."""

    OPEN = "open", N_("待定")
    ACT = "act", N_("采取改进措施")
    LEAVE = "leave", N_("不采取措施")
