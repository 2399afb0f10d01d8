"""Words of target markets, screening and needs (B-1, B-2)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class MarketState(Term):
    """Whether a target market is worked on."""

    DRAFT = "draft", N_("草稿")
    ACTIVE = "active", N_("进行中")
    CLOSED = "closed", N_("已结束")


class Criterion(Term):
    """What a customer is scored by when a market is screened."""

    INDUSTRY = "industry", N_("行业符合")
    REGION = "region", N_("地区符合")
    NATURE = "nature", N_("客户性质符合")
    SIZE = "size", N_("规模符合")
    REACH = "reach", N_("有联系方式")
    WARM = "warm", N_("近半年有联系")


class Choice(Term):
    """What was decided of one customer on a list of targets."""

    OPEN = "open", N_("待定")
    TAKEN = "taken", N_("列为目标")
    LEFT = "left", N_("不开发")


class NeedState(Term):
    """What became of a customer's need (B-2)."""

    NEW = "new", N_("新发现")
    CONFIRMED = "confirmed", N_("已确认")
    OFFERED = "offered", N_("已报方案")
    WON = "won", N_("已满足")
    LOST = "lost", N_("未满足")
