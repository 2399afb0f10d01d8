"""Words of the hand-over (C-70)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Sort(Term):
    """Why somebody hands over."""

    LEAVE = "leave", N_("离职")
    MOVE = "move", N_("调岗")


class State(Term):
    """Where a hand-over stands."""

    OPEN = "open", N_("交接中")
    DONE = "done", N_("已完成")
    CALLED_OFF = "called_off", N_("已取消")


class Step(Term):
    """What one thing that is handed over waits for."""

    CHOOSE = "choose", N_("等选接手人")
    NOTE = "note", N_("等交接说明")
    GIVE = "give", N_("等移交人确认")
    TAKE = "take", N_("等接手人确认")
    READY = "ready", N_("可以移交")
    MOVED = "moved", N_("已移交")
