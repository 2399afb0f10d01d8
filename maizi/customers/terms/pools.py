"""Words of pools and ownership (B-4, C-70)."""

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_


class OwnerChange(Term):
    """How a customer changed hands."""

    ASSIGNED = "assigned", N_("分配")
    DEALT = "dealt", N_("按规则分配")
    CLAIMED = "claimed", N_("领取")
    RELEASED = "released", N_("放入公海")
    RECYCLED = "recycled", N_("自动收回")
    HANDED_OVER = "handed_over", N_("离职交接")
    CHANGED = "changed", N_("修改资料")
    IMPORTED = "imported", N_("导入")
    UNDONE = "undone", N_("撤销")


class Dealing(Term):
    """How customers are dealt out to several people."""

    TURN = "turn", N_("轮流")
    LOAD = "load", N_("客户少的先得")
    REGION = "region", N_("同城市的人优先")


class FactSort(Term):
    """What kind of fact a recycling rule asks for."""

    DAYS = "days", N_("天数")
    CHOICE = "choice", N_("选项")
    YES_NO = "yes_no", N_("是否")


class Operator(Term):
    """How a condition compares."""

    AT_LEAST = "at_least", N_("满（天）")
    IN = "in", N_("是其中之一")
    NOT_IN = "not_in", N_("不是其中任何一个")
    YES = "yes", N_("成立")
    NO = "no", N_("不成立")


OPERATORS = {
    FactSort.DAYS: (Operator.AT_LEAST,),
    FactSort.CHOICE: (Operator.IN, Operator.NOT_IN),
    FactSort.YES_NO: (Operator.YES, Operator.NO),
}


class Exempt(Term):
    """Why a rule leaves a customer alone."""

    KEY = "key", N_("大客户")
    PROTECTED = "protected", N_("有收回保护")
    APPROVAL = "approval", N_("有审批在办")
    LEAVING = "leaving", N_("负责人正在交接")
