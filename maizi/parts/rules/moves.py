"""What fits a plan in each state (F-60)."""

from datetime import date

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import PlanState

FITS: dict[str, tuple[PlanState, ...]] = {
    "edit": (PlanState.DRAFT,),
    "compute": (PlanState.DRAFT,),
    "submit": (PlanState.DRAFT,),
    "request": (PlanState.IN_FORCE,),
    "end": (PlanState.APPROVED, PlanState.IN_FORCE),
}
REFUSALS = {
    "edit": N_("备件计划“{no}”{state}，不能再改。请另起一份。"),
    "compute": N_("备件计划“{no}”{state}，不能再改。请另起一份。"),
    "submit": N_("备件计划“{no}”{state}，不必再提交。"),
    "request": N_("备件计划“{no}”{state}。生效以后才能请购。"),
    "end": N_("备件计划“{no}”{state}，不用结束。"),
}


def check_verb(state: PlanState, verb: str, *, no: str) -> None:
    """Raises Refused where a verb does not fit the state."""
    if state not in FITS[verb]:
        raise Refused(REFUSALS[verb], no=no, state=say(state.chinese), code="state")


def check_span(since: date, until: date) -> None:
    """Raises Refused for a phase that ends before it begins or lasts over two years."""
    if until <= since:
        raise Refused(N_("阶段的结束日期要晚于开始日期。"), field="until_on")
    if (until - since).days > 731:
        raise Refused(N_("一个阶段最长两年。请按产品寿命分几个阶段。"), field="until_on")


def check_words(assumptions: str, experience: str, *, lines: int) -> None:
    """What the approval material must hold (F-60): levels, assumptions, experience.

    Raises Refused.
    """
    if not lines:
        raise Refused(N_("还没有算出备件水平。请先填期初台数，再点“计算”。"))
    if not assumptions.strip():
        raise Refused(
            N_("请写明假设，如销量、故障率从哪里来。审批人据此判断。"), field="assumptions"
        )
    if not experience.strip():
        raise Refused(N_("请写明依据的经验，如上一阶段哪里估多了、估少了。"), field="experience")


def check_not_over(until: date, today: date) -> None:
    """Raises Refused for a phase that lies wholly in the past: its levels are of no use."""
    if until < today:
        raise Refused(
            N_("这一阶段已经结束，批准了也不会生效。请改阶段的日期，再重新计算。"), field="until_on"
        )


def is_overtaken(span: tuple[date, date], *, current: date | None, today: date) -> bool:
    """Whether an approved plan comes too late: its phase is over, or that in force is a later one.

    span     first and last day of its phase
    current  first day of the plan in force; None without one
    """
    since, until = span
    return until < today or (current is not None and since < current)


def is_due(state: PlanState, *, since_on: date, today: date) -> bool:
    """Whether an approved plan comes into force."""
    return state == PlanState.APPROVED and since_on <= today
