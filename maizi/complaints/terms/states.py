"""Where a complaint stands, and what was judged of it (E-1, E-3, E-4)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class State(Term):
    """The stages of a complaint, in their order; the last four lie beside the way (E-1)."""

    RECEIVED = "received", N_("已登记")
    APPRAISED = "appraised", N_("鉴定")
    INVESTIGATING = "investigating", N_("调查")
    RESPONSIBLE = "responsible", N_("定责")
    PROPOSED = "proposed", N_("方案")
    OPINION = "opinion", N_("审批")
    EXECUTING = "executing", N_("执行")
    CONFIRMING = "confirming", N_("回访确认")
    CLOSED = "closed", N_("结案")
    ANALYSED = "analysed", N_("分析")
    REOPENED = "reopened", N_("重开")
    NOT_UPHELD = "not_upheld", N_("不成立")
    WITHDRAWN = "withdrawn", N_("撤诉")

    @property
    def is_ended(self) -> bool:
        """Whether nobody owes the customer anything more."""
        return self in ENDED


ENDED = (State.CLOSED, State.ANALYSED, State.NOT_UPHELD, State.WITHDRAWN)


class Validity(Term):
    """Whether the complaint is justified (E-3)."""

    PENDING = "pending", N_("待查")
    UPHELD = "upheld", N_("成立")
    PARTLY = "partly", N_("部分成立")
    NOT = "not", N_("不成立")


class Nature(Term):
    """With what intent it was made; malicious only after two confirmations (E-3)."""

    WELL_MEANT = "well_meant", N_("善意")
    MALICIOUS = "malicious", N_("恶意")


class Priority(Term):
    """How urgent it is (E-4)."""

    P1 = "p1", N_("P1 紧急")
    P2 = "p2", N_("P2 重要")
    P3 = "p3", N_("P3 普通")

    @property
    def place(self) -> int:
        """0 for the most urgent: position in the parameters."""
        return list(Priority).index(self)
