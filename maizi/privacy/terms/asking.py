"""What people ask of us about their information (PIPL 44–49)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class RequestKind(Term):
    """What somebody asks for."""

    ACCESS = "access", N_("查阅")
    COPY = "copy", N_("复制")
    CORRECTION = "correction", N_("更正、补充")
    DELETION = "deletion", N_("删除")
    TRANSFER = "transfer", N_("转移")
    RESTRICTION = "restriction", N_("限制处理")
    DECEASED = "deceased", N_("近亲属行使逝者权利")

    @property
    def wants_package(self) -> bool:
        """Whether the answer is a copy of what we hold."""
        return self in (self.ACCESS, self.COPY, self.TRANSFER, self.DECEASED)


class RequestState(Term):
    """How far a request is."""

    RECEIVED = "received", N_("待核实身份")
    VERIFIED = "verified", N_("待办理")
    FULFILLED = "fulfilled", N_("已办结")
    REFUSED = "refused", N_("已拒绝")
    WITHDRAWN = "withdrawn", N_("已撤回")

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self in (self.RECEIVED, self.VERIFIED)


class Relation(Term):
    """Who asks."""

    SELF = "self", N_("本人")
    GUARDIAN = "guardian", N_("监护人")
    RELATIVE = "relative", N_("近亲属")
    AGENT = "agent", N_("受托人")
