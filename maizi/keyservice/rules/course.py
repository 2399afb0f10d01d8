"""Which step of an application may follow which, and what a promise needs (F-41 … F-45)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import Activity, Cover, Post, PromiseState, Service, State

# verb -> from where, and where to
MOVES: dict[str, tuple[State, State]] = {
    "approve": (State.ASKED, State.APPROVED),
    "decline": (State.ASKED, State.DECLINED),
    "hold": (State.APPROVED, State.HELD),
    "evaluate": (State.HELD, State.EVALUATED),
    "pass": (State.EVALUATED, State.CLOSED),
    "return": (State.EVALUATED, State.HELD),
}
NEXT = {
    State.ASKED: ("review",), State.APPROVED: ("hold",), State.HELD: ("evaluate",),
    State.EVALUATED: ("judge",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promised:
    """What a promise says, as the form has it."""

    service: Service
    text: str
    years: int | None = None
    cover: str = ""
    fee_yuan: Decimal | None = None


def target_of(state: State, verb: str) -> State:
    """Where a verb leads. Raises Refused, naming the state, when it does not fit."""
    source, target = MOVES[verb]
    if state != source:
        raise Refused(
            N_("这份申请现在是“{state}”，不能做这一步。请刷新页面。"), state=say(state.chinese),
            code="stage",
        )  # fmt: skip
    return target


def empty_posts(filled: Collection[str]) -> list[Post]:
    """The posts of a team that nobody holds, in their order (F-41)."""
    return [post for post in Post if post not in filled]


def check_promise(given: Promised) -> PromiseState:
    """How a new promise stands. Raises Refused for one that says too little (F-42).

    Special terms of payment wait for approval; delivery point to point is never for nothing.
    """
    if not given.text.strip():
        raise Refused(N_("请写明承诺的内容。"), field="text")
    if given.service == Service.WARRANTY and not (given.years and given.cover in list(Cover)):
        field = "cover" if given.years else "years"
        raise Refused(N_("质量保证承诺要写明年数和保修方式。"), field=field)
    if given.service == Service.POINT and not given.fee_yuan:
        raise Refused(N_("点对点送货是收费服务，请写明每次收费多少。"), field="fee_yuan")
    if given.service != Service.POINT and given.fee_yuan:
        raise Refused(N_("只有点对点送货收费，请去掉收费金额。"), field="fee_yuan")
    return PromiseState.WAITING if given.service == Service.PAYMENT else PromiseState.GIVEN


def check_other(reviewer_id: int, *writers: int | None) -> None:
    """Raises Refused for whoever judges what he wrote himself (F-43, F-45)."""
    if reviewer_id in writers:
        raise Refused(N_("不能审核自己写的。请另一位大客户部经理审核。"), code="own")


def check_held(
    activity: Activity, *, held_on: date, opinions: str, span: tuple[date, date]
) -> None:  # fmt: skip
    """Raises Refused for a day to come or before the application, and a seminar without opinions.

    span  the day of the application, and today
    """
    asked_on, today = span
    if held_on < asked_on:
        raise Refused(N_("举办日期不能早于申请日期 {asked}。"), asked=asked_on, field="held_on")
    if held_on > today:
        raise Refused(N_("举办日期不能晚于今天。"), field="held_on")
    if activity == Activity.SEMINAR and not opinions.strip():
        raise Refused(N_("技术研讨会是为了听意见，请写下收集到的意见；没有也请写明。"),
                      field="opinions")  # fmt: skip


def revisit_by(held_on: date, weeks: int) -> date:
    """By when the customer is visited again to hear what he thinks (F-45)."""
    return held_on + timedelta(weeks=weeks)
