"""Words of handling (E-7, E-11, E-12)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class RemedySort(Term):
    """What the customer gets (E-7)."""

    EXPLANATION = "explanation", N_("解答")
    APOLOGY = "apology", N_("致歉")
    REPAIR = "repair", N_("维修")
    EXCHANGE = "exchange", N_("换货")
    RETURN = "return", N_("退货")
    REFUND = "refund", N_("退款")
    REDUCTION = "reduction", N_("减价")
    COMPENSATION = "compensation", N_("补偿")
    RE_SERVICE = "re_service", N_("重新服务")
    OTHER = "other", N_("其他")

    @property
    def wants_amount(self) -> bool:
        """Whether it makes no sense without a sum of money."""
        return self in (RemedySort.REFUND, RemedySort.REDUCTION, RemedySort.COMPENSATION)


class RemedyState(Term):
    """What became of a remedy."""

    PLANNED = "planned", N_("待执行")
    DONE = "done", N_("已执行")
    DROPPED = "dropped", N_("不再执行")


class PauseReason(Term):
    """The only two reasons for which clocks stand still (E-4)."""

    INFORMATION = "information", N_("等客户提供信息")
    GOODS = "goods", N_("等客户寄回货物")


class HandOffState(Term):
    """Where a hand-off stands (E-12)."""

    ASKED = "asked", N_("待接收")
    ACCEPTED = "accepted", N_("已接收")
    DECLINED = "declined", N_("已拒绝")
    ESCALATED = "escalated", N_("超时转上级")
    RECALLED = "recalled", N_("已撤回")


class Step(Term):
    """The seven steps for somebody who is dissatisfied (E-11)."""

    FACE = "face", N_("正视")
    DETECT = "detect", N_("洞察")
    CALM = "calm", N_("倾听安抚")
    DISCERN = "discern", N_("辨别")
    SOLVE = "solve", N_("妥善处理")
    EVALUATE = "evaluate", N_("效果评估")
    AWARE = "aware", N_("全员危机意识")
