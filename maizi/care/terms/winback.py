"""Words of winning customers back (C-80)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Trigger(Term):
    """What opened a case."""

    LOST = "lost", N_("停止购买")
    COMPLAINT = "complaint", N_("投诉后未挽回")
    HAND = "hand", N_("发现流失迹象")


class LossCause(Term):
    """Why a customer left, as far as we know."""

    UNKNOWN = "unknown", N_("还不清楚")
    PRICE = "price", N_("价格")
    QUALITY = "quality", N_("质量")
    SERVICE = "service", N_("服务")
    COMPETITOR = "competitor", N_("转向对手")
    DEMAND = "demand", N_("不再需要")
    PERSON = "person", N_("对方换人")
    OTHER = "other", N_("其他")


class WinBackState(Term):
    """How a case stands."""

    OPEN = "open", N_("挽回中")
    WON = "won", N_("已挽回")
    FAILED = "failed", N_("未挽回")
