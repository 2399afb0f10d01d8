"""What may be done to an evaluation, and when (L-12)."""

from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import Indicator, State

NEXT = {
    State.DRAFT: ("fill", "refresh", "hand_in", "discard"), State.ASKED: ("review",),
    State.APPROVED: (),
}  # fmt: skip
LEAST_DAYS, MOST_DAYS = 28, 366


def check_step(state: State, verb: str) -> None:
    """Raises Refused, naming the state, when a step does not fit it."""
    if verb not in NEXT[state]:
        raise Refused(
            N_("这份评估表现在是“{state}”，不能做这一步。请刷新页面。"), state=say(state.chinese),
            code="stage",
        )  # fmt: skip


def check_period(starts_on: date, ends_on: date, today: date) -> None:
    """Raises Refused for a period that runs backwards, is not over, too short or too long."""
    if ends_on < starts_on:
        raise Refused(N_("结束日期不能早于开始日期。"), field="ends_on")
    if ends_on > today:
        raise Refused(N_("评估期还没有过完，结束日期不能晚于今天。"), field="ends_on")
    days = (ends_on - starts_on).days + 1
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise Refused(
            N_("评估期要在 {least} 到 {most} 天之间，现在是 {days} 天。"), least=LEAST_DAYS,
            most=MOST_DAYS, days=days, field="ends_on",
        )  # fmt: skip


def check_value(
    indicator: Indicator, proposed: Decimal | None, value: Decimal | None, reason: str
) -> None:
    """Raises Refused for a value outside 0–100, and another one than proposed without a reason.

    None is unknown: its weight is shared among the others.
    """
    if value is not None and not 0 <= value <= 100:
        raise Refused(N_("“{name}”要在 0 到 100 之间。"), name=say(indicator.chinese),
                      field=f"mark_{indicator.value}")  # fmt: skip
    if value != proposed and not reason.strip():
        raise Refused(
            N_("“{name}”和系统算的不一样，请写明理由。"), name=say(indicator.chinese),
            field=f"mark_{indicator.value}_reason",
        )  # fmt: skip


def check_complete(score: Decimal | None, problems: str, strategy: str) -> None:
    """Raises Refused for a form that says nothing yet."""
    if score is None:
        raise Refused(N_("九项指标都不知道，没有可以评的。请先填几项，写明理由。"))
    if not problems.strip() or not strategy.strip():
        raise Refused(N_("请先写“存在的问题”和“对策”。没有问题也请写明。"))


def check_reviewer(reviewer_id: int, writer_id: int) -> None:
    """Raises Refused for whoever reviews what he wrote himself."""
    if reviewer_id == writer_id:
        raise Refused(N_("不能复核自己写的评估表。请另一位有复核权限的人复核。"), code="own")


def check_opinion(opinion: str) -> str:
    """The opinion of a review. Raises Refused for none."""
    if not opinion.strip():
        raise Refused(N_("请写复核意见。"), field="opinion")
    return opinion.strip()
