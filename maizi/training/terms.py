"""Words of training and of exchanging experience (F-52, F-54)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class ClassState(Term):
    """Where a class stands."""

    PLANNED = "planned", N_("进行中")
    CLOSED = "closed", N_("已结束")
    CANCELLED = "cancelled", N_("已取消")


class Presence(Term):
    """Whether somebody was there."""

    UNKNOWN = "unknown", N_("未登记")
    PRESENT = "present", N_("到课")
    ABSENT = "absent", N_("缺课")


class Standing(Term):
    """What a certificate is worth on a day."""

    VALID = "valid", N_("有效")
    ENDING = "ending", N_("快到期")
    OVER = "over", N_("已过期")
    REVOKED = "revoked", N_("已吊销")


class ExchangeState(Term):
    """Where a meeting on experience stands."""

    PLANNED = "planned", N_("筹备中")
    HELD = "held", N_("已召开")
    CANCELLED = "cancelled", N_("已取消")


class ExperienceState(Term):
    """An experience from the report to the knowledge base."""

    ASKED = "asked", N_("待审核")
    RETURNED = "returned", N_("已退回")
    ACCEPTED = "accepted", N_("已采纳")
