"""Words of the desk: whose board it is by default, how often it is sent."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class BoardKind(Term):
    """Whom a board is made for; what stands on it until its person arranges it."""

    SELLER = "seller", N_("业务员看板")
    LEADER = "leader", N_("主管看板")
    BOSS = "boss", N_("老板看板")
    FINANCE = "finance", N_("财务看板")
    SERVICE = "service", N_("服务看板")


class Rhythm(Term):
    """How often a board is sent to its person."""

    NEVER = "never", N_("不发送")
    DAILY = "daily", N_("每天早上")
    WEEKLY = "weekly", N_("每周一早上")
    MONTHLY = "monthly", N_("每月一日早上")
