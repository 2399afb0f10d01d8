"""Which step follows which: one table for each kind of document (I-3, I-4, I-7, I-10)."""

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import DeliveryState as D
from ..terms import OrderState as O
from ..terms import QuoteState as Q
from ..terms import ReturnState as R

# verb -> (its Chinese word, states it may begin in)
QUOTE = {
    "edit": (N_("修改"), {Q.DRAFT}),
    "submit": (N_("提交"), {Q.DRAFT}),
    "decide": (N_("审批"), {Q.WAITING}),
    "send": (N_("发给客户"), {Q.APPROVED}),
    "link": (N_("给客户的链接"), {Q.SENT}),
    "answer": (N_("答复"), {Q.SENT}),
    "renew": (N_("出新版本"), {Q.APPROVED, Q.SENT, Q.REJECTED, Q.EXPIRED}),
    "convert": (N_("转为订单"), {Q.APPROVED, Q.SENT, Q.ACCEPTED}),
}
ORDER = {
    "edit": (N_("修改"), {O.DRAFT}),
    "submit": (N_("提交"), {O.DRAFT}),
    "decide": (N_("审批"), {O.WAITING}),
    "take_back": (N_("撤回提交"), {O.WAITING}),
    "cancel": (N_("取消"), {O.DRAFT, O.WAITING, O.CONFIRMED}),
    "deliver": (N_("发货"), {O.CONFIRMED, O.PARTLY_DELIVERED}),
    "close": (N_("短交关闭"), {O.CONFIRMED, O.PARTLY_DELIVERED}),
    "reopen": (N_("重新打开"), {O.CLOSED_SHORT}),
    "invoice": (
        N_("开票"),
        {O.CONFIRMED, O.PARTLY_DELIVERED, O.DELIVERED, O.CLOSED_SHORT, O.COMPLETED},
    ),
    "return": (N_("退换货"), {O.PARTLY_DELIVERED, O.DELIVERED, O.CLOSED_SHORT, O.COMPLETED}),
}
DELIVERY = {
    "edit": (N_("修改"), {D.PICKING, D.PACKED}),
    "pack": (N_("打包"), {D.PICKING}),
    "ship": (N_("发货"), {D.PICKING, D.PACKED}),
    "arrive": (N_("到达"), {D.SHIPPED}),
    "sign": (N_("签收"), {D.SHIPPED, D.ARRIVED}),
    "drop": (N_("作废"), {D.PICKING, D.PACKED}),
}
RETURN = {
    "submit": (N_("提交"), {R.DRAFT}),
    "decide": (N_("审批"), {R.WAITING}),
    "receive": (N_("收货"), {R.APPROVED}),
    "settle": (N_("办结"), {R.RECEIVED}),
    "cancel": (N_("取消"), {R.DRAFT, R.WAITING, R.APPROVED}),
}
TOLD = N_("{no} 现在是“{state}”，不能{verb}。请刷新页面看看它的最新情况。")


def may_move(moves: dict, state: str, verb: str) -> bool:
    """Whether a document in this state allows the verb."""
    return state in moves[verb][1]


def check_move(moves: dict, state: str, verb: str, *, no: str) -> None:
    """Raises Refused, naming the document and its state, when the verb must not begin there."""
    word, states = moves[verb]
    if state not in states:
        state = type(next(iter(states)))(state)
        raise Refused(
            TOLD, no=no, state=say(state.chinese), verb=say(word), code="moved"
        )  # fmt: skip
