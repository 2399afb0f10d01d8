"""Words of retention, registers and of what leaves the house."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Verdict(Term):
    """What the steward says about something whose time is over."""

    WAITING = "waiting", N_("待审核")
    KEEP = "keep", N_("保留")
    CLEAR = "clear", N_("清理")
    DONE = "done", N_("已清理")


class Outcome(Term):
    """What an impact assessment came to."""

    OPEN = "open", N_("评估中")
    ACCEPTED = "accepted", N_("可以处理")
    CONDITIONAL = "conditional", N_("采取措施后可以处理")
    REJECTED = "rejected", N_("不得处理")


class ProcessorKind(Term):
    """What another company does with our people's information (21, 22, 23)."""

    ENTRUSTED = "entrusted", N_("受托处理")
    JOINT = "joint", N_("共同处理")
    RECEIVER = "receiver", N_("接收方")


class BreachLevel(Term):
    """How bad a leak is."""

    SMALL = "small", N_("一般")
    LARGE = "large", N_("较大")
    GRAVE = "grave", N_("重大")


class AskState(Term):
    """How far a request for an export is."""

    WAITING = "waiting", N_("审批中")
    OPEN = "open", N_("可以导出")
    USED = "used", N_("已导出")
    CLOSED = "closed", N_("未批准")
