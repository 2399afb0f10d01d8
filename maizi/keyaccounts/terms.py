"""Words of key-account lists and grade changes (D-10, D-11, D-20, D-40)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class DutyKind(Term):
    """What a customer owed, of which its fulfilment is counted (D-11)."""

    PAYMENT = "payment", N_("到期付款")
    VOLUME = "volume", N_("约定采购量")
    DUTY = "duty", N_("协议义务")


class Turn(Term):
    """What a review of a key account comes to."""

    KEEP = "keep", N_("名单不变")
    MOVE = "move", N_("名单变动")
    DEMOTE = "demote", N_("自动降级")
    ASK = "ask", N_("待人工判断")


class ChangeState(Term):
    """How far a grade change is (D-20)."""

    CANDIDATE = "candidate", N_("待提交申请")
    REGION = "region", N_("大区审核中")
    HQ = "hq", N_("总部审签中")
    RETURNED = "returned", N_("退回区域")
    EFFECTIVE = "effective", N_("已生效")
    DROPPED = "dropped", N_("不作变更")

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self not in (ChangeState.EFFECTIVE, ChangeState.DROPPED)

    @property
    def is_at_district(self) -> bool:
        """Whether the district has the application in hand."""
        return self in (ChangeState.CANDIDATE, ChangeState.RETURNED)


class Trigger(Term):
    """What made somebody think of another grade."""

    DEMOTED = "demoted", N_("自动降级")
    LIST = "list", N_("名单变动")
    OVERDUE = "overdue", N_("逾期超过 60 天")
    EXPIRED = "expired", N_("等级到期")
    RATING = "rating", N_("信用评价")
    HAND = "hand", N_("人工提出")


class SuggestionState(Term):
    """What became of a suggestion (D-40)."""

    OPEN = "open", N_("待答复")
    TAKEN = "taken", N_("已采纳")
    DECLINED = "declined", N_("未采纳")
