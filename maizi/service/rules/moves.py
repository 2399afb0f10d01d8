"""Which state of a ticket may follow which (F-2)."""

from datetime import datetime, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import ENDED, Mode, State, TicketType

WORK = (State.ON_SITE, State.WORKING)
# verb -> from where, and where to
MOVES: dict[str, tuple[tuple[State, ...], State]] = {
    "triage": ((State.NEW, State.REOPENED, State.TRIAGED, State.WORKING), State.TRIAGED),
    "guide": ((State.TRIAGED,), State.WORKING),
    "assign": (
        (State.TRIAGED, State.ASSIGNED, State.ACCEPTED, State.WAITING_PART), State.ASSIGNED
    ),
    "accept": ((State.ASSIGNED,), State.ACCEPTED),
    "give_back": ((State.ASSIGNED, State.ACCEPTED), State.TRIAGED),
    "depart": ((State.ACCEPTED,), State.EN_ROUTE),
    "arrive": ((State.ACCEPTED, State.EN_ROUTE), State.ON_SITE),
    "work": ((State.ON_SITE, State.WAITING_PART), State.WORKING),
    "wait_part": (WORK, State.WAITING_PART),
    "restore": (WORK, State.RESTORED),
    "confirm": ((State.RESTORED,), State.CONFIRMED),
    "close": ((State.CONFIRMED,), State.CLOSED),
    "cancel": (
        (State.NEW, State.TRIAGED, State.ASSIGNED, State.ACCEPTED, State.REOPENED),
        State.CANCELLED,
    ),
    "reopen": ((State.RESTORED, State.CONFIRMED, State.CLOSED, State.CANCELLED), State.REOPENED),
}  # fmt: skip
LABELS = {
    "triage": N_("分诊"), "guide": N_("远程指导"), "assign": N_("派工"), "accept": N_("接单"),
    "give_back": N_("退回派工"), "depart": N_("出发"), "arrive": N_("到场"),
    "work": N_("开始处理"), "wait_part": N_("等备件"), "restore": N_("修复"),
    "confirm": N_("客户确认"), "close": N_("关闭"), "cancel": N_("取消工单"),
    "reopen": N_("重开"),
}  # fmt: skip


def can_move(state: State, verb: str) -> bool:
    """Whether a verb fits the state."""
    return state in MOVES[verb][0]


def target_of(state: State, verb: str) -> State:
    """Where a verb leads. Raises Refused, naming the state, when it does not fit."""
    sources, target = MOVES[verb]
    if state not in sources:
        raise Refused(
            N_("这张工单现在是“{state}”，不能{verb}。"), state=say(state.chinese),
            verb=say(LABELS[verb]), code="stage",
        )  # fmt: skip
    return target


def may_triage_again(state: State, mode: str) -> bool:
    """While somebody works on site nobody decides anew; remote help that fails may (F-3)."""
    return can_move(state, "triage") and (state != State.WORKING or mode == Mode.REMOTE)


def check_answered(type_: TicketType, *, has_article: bool, no_article: str) -> None:
    """A consultation ends with an answer and a link to knowledge, or why there is none (F-1)."""
    if type_ == TicketType.CONSULT and not has_article and not no_article.strip():
        raise Refused(
            N_("咨询要附一篇知识文章；没有合适的，请写明为什么没有，以便补写。"), field="article"
        )


def may_reopen_on(ended_at: datetime | None, now: datetime, *, days: int) -> bool:
    """Whether a ticket that ended then may still be taken up again."""
    return ended_at is None or now <= ended_at + timedelta(days=days)


def is_open(state: State) -> bool:
    """Whether somebody still owes the customer something."""
    return state not in ENDED
