"""Words of conflicts with customers (C-60)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class ConflictState(Term):
    """How a conflict stands."""

    OPEN = "open", N_("处理中")
    SOLVED = "solved", N_("已化解")


class TrustEffect(Term):
    """What a conflict did to the trust between us."""

    BETTER = "better", N_("信任增加")
    SAME = "same", N_("没有变化")
    WORSE = "worse", N_("信任受损")
