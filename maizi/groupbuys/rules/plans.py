"""How the plan for one group-buy customer moves on, and when he may be quoted to (B-10)."""

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import PlanState

NEXT = {
    PlanState.COLLECTING: (PlanState.ANALYSING, PlanState.LOST),
    PlanState.ANALYSING: (PlanState.DEVELOPING, PlanState.LOST),
    PlanState.DEVELOPING: (PlanState.WON, PlanState.LOST),
}
UNCONFIRMED = N_(
    "“{customer}”的团购开发计划还没有确认真有需求，先不要报价：不急于求成，等真正的需求出现。"
    "请在计划里完成“确认客户真有需求”，再发送报价。"
)


def check_move(state: PlanState, to: PlanState, *, summary: str, reason: str) -> None:
    """Step by step; the analysis is written before a strategy is carried out (B-10).

    Raises Refused.
    """
    if to not in NEXT.get(state, ()):
        raise Refused(
            N_("计划在“{state}”，不能到“{to}”。请一步一步来。"),
            state=say(state.chinese), to=say(to.chinese),
        )  # fmt: skip
    if to == PlanState.DEVELOPING and not summary.strip():
        raise Refused(N_("请先写下信息汇总与分析，再决定策略。"), field="summary")
    if to == PlanState.LOST and not reason.strip():
        raise Refused(N_("请写明开发没有成功的原因。"), field="reason")


def may_quote(state: PlanState, *, is_need_confirmed: bool) -> bool:
    """Whether a quote may be sent to the customer of a plan: only once he is known to need it.

    An ended plan stops nobody.
    """
    return state.is_ended or is_need_confirmed
