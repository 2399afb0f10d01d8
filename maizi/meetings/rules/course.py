"""How a meeting goes on, and what each step wants (C-50)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import REACHED, ActionState, Delivery, State

NEXT = {
    State.PREPARING: (State.READY, State.CANCELLED),
    State.READY: (State.PREPARING, State.HOLDING, State.CANCELLED),
    State.HOLDING: (State.FOLLOWING,),
    State.FOLLOWING: (State.CLOSED,),
    State.CLOSED: (),
    State.CANCELLED: (),
}


@dataclass(frozen=True, slots=True)
class Preparation:
    """What there is before a meeting; `reached` is how the agenda reached each, by name."""

    purpose: str
    needed: str
    points: int
    reached: Sequence[tuple[str, Delivery]]


@dataclass(frozen=True, slots=True)
class Agreed:
    """One action as it stands when the meeting ends."""

    text: str
    has_owner: bool
    due_on: date | None
    state: ActionState = ActionState.OPEN


@dataclass(frozen=True, slots=True)
class Record:
    """What was written down of a meeting; `unsummed` are points without a summary."""

    unsummed: Sequence[str]
    conclusion: str
    attended: int
    actions: Sequence[Agreed]


def check_move(now: State, to: State) -> None:
    """Prepare → ready → hold → follow → closed. Raises Refused."""
    if to not in NEXT[now]:
        raise Refused(
            N_("会议现在是“{now}”，不能改为“{to}”。"), now=now.chinese, to=to.chinese, code="state"
        )


def check_start(starts_at: datetime, now: datetime) -> None:
    """Nobody is invited to a time that is over. Raises Refused."""
    if starts_at <= now:
        raise Refused(N_("会议时间已经过去，不能再邀请。请改一个以后的时间。"), field="starts_at")


def lacks(one: Preparation) -> list[str]:
    """What keeps a meeting from being ready, as sentences; empty when it is (C-50 prepare)."""
    found = []
    if not one.purpose.strip():
        found.append(N_("写明会议目的"))
    if not one.needed.strip():
        found.append(N_("写明达到目的需要哪些资料"))
    if not one.points:
        found.append(N_("至少列一个议题"))
    if len(one.reached) < 2:
        found.append(N_("至少要有两位参加人"))
    return found


def unreached(one: Preparation) -> list[str]:
    """Names of those whom the agenda has not reached."""
    return [name for name, how in one.reached if how not in REACHED]


def check_record(record: Record) -> None:
    """A meeting ends with summaries, a conclusion, and an owner and a day for each action.
    Raises Refused (C-50 close)."""
    if not record.attended:
        raise Refused(N_("请先记下谁到会、谁发了言。"), code="attendance")
    if record.unsummed:
        raise Refused(N_("这些议题还没有小结：{names}。"), names=list(record.unsummed))
    if not record.conclusion.strip():
        raise Refused(N_("请写下会议的总结。"), field="conclusion")
    vague = [one.text for one in record.actions if is_vague(one)]
    if vague:
        raise Refused(
            N_("这些行动还没有负责人或期限：{names}。每项行动都要有人负责、有期限，会议才能结束。"),
            names=vague,
        )  # fmt: skip


def is_vague(one: Agreed) -> bool:
    """An open action that nobody owns or that has no day."""
    return one.state == ActionState.OPEN and not (one.has_owner and one.due_on)


def is_settled(states: Iterable[ActionState]) -> bool:
    """Whether nothing is open any more."""
    return all(state != ActionState.OPEN for state in states)
