"""Words of opportunities (B-4)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class Step(Term):
    """How far an opportunity has come; every stage of a pipeline stands for one of these."""

    LEAD = "lead", N_("线索")
    QUALIFIED = "qualified", N_("预期客户")
    CONTACTED = "contacted", N_("已接触")
    VISITED = "visited", N_("已拜访")
    PROPOSAL = "proposal", N_("方案/报价")
    NEGOTIATION = "negotiation", N_("谈判")

    @property
    def rank(self) -> int:
        """Its place in the order of steps, from 0."""
        return list(Step).index(self)


class DealState(Term):
    """Whether an opportunity is being worked on, and how it ended."""

    OPEN = "open", N_("进行中")
    WON = "won", N_("成交")
    PAUSED = "paused", N_("暂时失败")
    LOST = "lost", N_("失败")
    DISQUALIFIED = "disqualified", N_("不合格")


class LossReason(Term):
    """Why an opportunity was lost, put off, or was none (B-4)."""

    PRICE = "price", N_("价格")
    FIT = "fit", N_("产品不适合")
    COMPETITOR = "competitor", N_("竞争对手")
    TIMING = "timing", N_("暂无需求")
    DECIDER = "decider", N_("决策人")
    CREDIT = "credit", N_("信用")
    SERVICE = "service", N_("服务")
    RELATIONSHIP = "relationship", N_("客情关系")
    POLICY = "policy", N_("政策")
    OTHER = "other", N_("其他")


class Ageing(Term):
    """How long an opportunity has stood in its stage, beside what is expected of it."""

    FRESH = "fresh", N_("正常")
    OLD = "old", N_("停留较久")
    STALE = "stale", N_("停留过久")


class NextStep(Term):
    """Whether somebody has said what comes next, and when."""

    NONE = "none", N_("没有下一步")
    PLANNED = "planned", N_("已安排")
    TODAY = "today", N_("今天")
    LATE = "late", N_("已过期")


class CaseSort(Term):
    """What kind of development an opportunity is (L-2)."""

    REPLACEMENT = "replacement", N_("补充流失客户")
    DEMAND = "demand", N_("开发新需求")
    KEY = "key", N_("关键客户开发")
    ORDINARY = "ordinary", N_("普通开发")
