"""Words of approvals."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class StepMode(Term):
    """How many of a step's approvers must agree."""

    ANY = "any", N_("任一人同意")
    ALL = "all", N_("全部同意")
    ORDER = "order", N_("依次同意")


class ApproverSort(Term):
    """How a step finds its approvers."""

    PERSON = "person", N_("指定人员")
    ROLE = "role", N_("全公司的角色")
    NEAREST = "nearest", N_("申请人所在部门的角色")
    CHAIN = "chain", N_("逐级上级")
    CHOICE = "choice", N_("申请人自选")


class Timeout(Term):
    """What happens when a step's time is over; agreeing by itself is not among it."""

    REMIND = "remind", N_("提醒审批人")
    ESCALATE = "escalate", N_("同时请上级审批")


class CaseState(Term):
    """Where a case stands (0.6)."""

    PENDING = "pending", N_("审批中")
    RETURNED = "returned", N_("已退回")
    APPROVED = "approved", N_("已通过")
    REJECTED = "rejected", N_("已驳回")
    WITHDRAWN = "withdrawn", N_("已撤回")


class GrantState(Term):
    """What became of the right that an approval gives: used at most once (A-32)."""

    NONE = "none", N_("尚未批准")
    OPEN = "open", N_("已批准，待生效")
    APPLIED = "applied", N_("已生效")
    EXPIRED = "expired", N_("已过期")


class SeatState(Term):
    """Where one approver's part stands."""

    WAITING = "waiting", N_("未轮到")
    OPEN = "open", N_("待审批")
    AGREED = "agreed", N_("已同意")
    REJECTED = "rejected", N_("已驳回")
    RETURNED = "returned", N_("已退回")
    HANDED_OVER = "handed_over", N_("已转交")
    SPARED = "spared", N_("无需审批")


class Place(Term):
    """Where an added signer sits beside the one he was added to."""

    BEFORE = "before", N_("在我之前")
    AFTER = "after", N_("在我之后")
    INSTEAD = "instead", N_("代替")


class Act(Term):
    """What somebody did in a case."""

    SUBMIT = "submit", N_("提交")
    AGREE = "agree", N_("同意")
    REJECT = "reject", N_("驳回")
    RETURN = "return", N_("退回")
    WITHDRAW = "withdraw", N_("撤回")
    RESUBMIT = "resubmit", N_("重新提交")
    ADD_SIGNER = "add_signer", N_("加签")
    HAND_OVER = "hand_over", N_("转交")
    COPY = "copy", N_("抄送")
    ESCALATE = "escalate", N_("超时升级")
    REPLACE = "replace", N_("离职接替")
    APPLY = "apply", N_("生效")
    EXPIRE = "expire", N_("过期")


class FactSort(Term):
    """What kind of value a condition compares."""

    NUMBER = "number", N_("数字")
    CHOICE = "choice", N_("选项")
    UNIT = "unit", N_("部门")
    FIELDS = "fields", N_("改动的字段")


class Operator(Term):
    """How a condition compares."""

    IN = "in", N_("属于")
    NOT_IN = "not_in", N_("不属于")
    AT_LEAST = "at_least", N_("不小于")
    LESS = "less", N_("小于")
    UNDER = "under", N_("属于该部门或其下级")
    TOUCHES = "touches", N_("包含任一")


OPERATORS = {
    FactSort.NUMBER: (Operator.AT_LEAST, Operator.LESS),
    FactSort.CHOICE: (Operator.IN, Operator.NOT_IN),
    FactSort.UNIT: (Operator.UNDER,),
    FactSort.FIELDS: (Operator.TOUCHES,),
}
OPEN_STATES = (CaseState.PENDING, CaseState.RETURNED)
DECIDED = (SeatState.AGREED, SeatState.REJECTED, SeatState.RETURNED)
