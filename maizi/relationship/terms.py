"""Words of evaluating the relation with a customer (L-12)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Indicator(Term):
    """The nine indicators of 客户关系评估表, in the order of the form (L-12)."""

    SALES = "sales", N_("销售与增长")
    PROFIT = "profit", N_("利润")
    SHARE = "share", N_("客户份额")
    PAYMENT = "payment", N_("付款与信用")
    YEARS = "years", N_("合作年限与履约")
    SATISFACTION = "satisfaction", N_("满意度")
    CONTACT = "contact", N_("沟通与决策人关系")
    REFERRAL = "referral", N_("推荐与共同工作")
    COMPLAINT = "complaint", N_("投诉处理")


class Band(Term):
    """关系等级 (L-12); no value class and no credit grade."""

    A = "a", N_("关系等级 A（稳固）")
    B = "b", N_("关系等级 B（良好）")
    C = "c", N_("关系等级 C（一般）")
    D = "d", N_("关系等级 D（薄弱）")


class State(Term):
    """Where an evaluation stands."""

    DRAFT = "draft", N_("填写中")
    ASKED = "asked", N_("待复核")
    APPROVED = "approved", N_("已复核")


class PromiseState(Term):
    """What became of a promise (C-30)."""

    OPEN = "open", N_("待兑现")
    KEPT = "kept", N_("已兑现")
    BROKEN = "broken", N_("未兑现")
    WITHDRAWN = "withdrawn", N_("经客户同意撤回")


class Step(Term):
    """The seven steps to partnership (C-30)."""

    STUDY = "study", N_("研究客户的生意，找出帮得上的地方")
    BENEFIT = "benefit", N_("增加财务利益")
    RELATION = "relation", N_("改善关系")
    TURNOVER = "turnover", N_("放下“销量第一”")
    PROMISE = "promise", N_("信守承诺")
    SERVICE = "service", N_("做到优质服务")
    TIES = "ties", N_("增加结构性联系")


class Change(Term):
    """What a company changes to put its customers in the middle (C-30)."""

    GOALS = "goals", N_("重新确定目标")
    ORGANISATION = "organisation", N_("重新设计组织")
    FLOW = "flow", N_("重新设计流程")
    INTERNAL = "internal", N_("服务好内部客户")
    CONTACT = "contact", N_("与客户双向沟通")


class Progress(Term):
    """How far a step is."""

    UNDER_WAY = "under_way", N_("进行中")
    DONE = "done", N_("已做到")


class LinkState(Term):
    """A benefit link from the idea to what it brings (C-30)."""

    FOUND = "found", N_("发现机会")
    ARRANGING = "arranging", N_("牵线中")
    WORKING = "working", N_("已经运行")
    ENDED = "ended", N_("已结束")
