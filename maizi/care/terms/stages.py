"""Words of the ladder (C-4)."""

from maizi.customers.terms import Lifecycle
from maizi.kernel.terms import Term
from maizi.kernel.texts import N_

# From the lowest rung to the highest; 不合格者 and 停止购买 stand beside it.
LADDER = (
    Lifecycle.SUSPECT, Lifecycle.PROSPECT, Lifecycle.FIRST_TIME, Lifecycle.REPEAT,
    Lifecycle.CLIENT, Lifecycle.MEMBER, Lifecycle.ADVOCATE, Lifecycle.PARTNER,
)  # fmt: skip
BUYING = LADDER[2:]


class Cause(Term):
    """Why a customer came to a stage."""

    START = "start", N_("建档时")
    ORDER = "order", N_("订单完成")
    NIGHT = "night", N_("每晚计算")
    PERSON = "person", N_("人工改变")
    APPROVAL = "approval", N_("审批通过")
    ELSEWHERE = "elsewhere", N_("在别处改变")


class Fate(Term):
    """The three fates of a grain of wheat (S001), and the grain that still lies in the barn."""

    SOWN = "sown", N_("播种：越买越多")
    EATEN = "eaten", N_("吃掉：只买一次")
    ROTTEN = "rotten", N_("霉烂：不再购买")
    STORED = "stored", N_("还在仓里：尚未购买")


class Proposal(Term):
    """Where the proposal to make a customer a partner stands."""

    ASKED = "asked", N_("审批中")
    APPROVED = "approved", N_("已批准")
    DECLINED = "declined", N_("未批准")
    ENDED = "ended", N_("已结束")
