"""What may be done with an event, and when (C-40)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Answer, State

DOORS_OPEN = timedelta(hours=12)
MOST_COMPANIONS = 9


@dataclass(frozen=True, slots=True)
class Room:
    """When an event begins and how many it has places for; `taken` without the one who asks."""

    state: State
    starts_at: datetime
    answer_until: datetime | None = None
    places: int | None = None
    taken: int = 0

    @property
    def last_moment(self) -> datetime:
        """Until when people may answer."""
        return self.answer_until or self.starts_at


def check_times(starts_at: datetime, answer_until: datetime | None, now: datetime) -> None:
    """Nobody is invited to a date in the past, nor asked to answer after it. Raises Refused."""
    if starts_at <= now:
        raise Refused(N_("活动时间已经过去，不能再邀请。请改一个以后的时间。"), field="starts_at")
    if answer_until and answer_until > starts_at:
        raise Refused(N_("答复截止不能晚于活动开始。"), field="answer_until")


def check_open(state: State, goal: str) -> None:
    """People are invited once it is said what for. Raises Refused."""
    if state != State.PLANNED:
        raise Refused(N_("活动已经在邀请、已总结或已取消。"), code="state")
    if not goal.strip():
        raise Refused(N_("请先写明活动目标，再开始邀请。"), field="goal")


def check_inviting(room: Room, now: datetime) -> None:
    """People are invited as long as they may answer. Raises Refused."""
    if room.state != State.OPEN:
        raise Refused(N_("活动不在邀请中。请先开始邀请。"), code="state")
    if now >= room.starts_at:
        raise Refused(N_("活动已经开始，不能再邀请。"), code="over")
    if not may_answer(room, now):
        raise Refused(N_("答复已经截止，不能再邀请。要再邀请，请先改答复截止时间。"), code="over")


def may_answer(room: Room, now: datetime) -> bool:
    """Whether an answer is still taken."""
    return room.state == State.OPEN and now < room.last_moment


def check_answer(room: Room, answer: Answer, companions: int, *, now: datetime) -> None:
    """Until the last moment, and while there are places. Raises Refused."""
    if not may_answer(room, now):
        raise Refused(N_("这次活动已经不再接受答复。有事请联系邀请您的人。"), code="over")
    if answer == Answer.NONE:
        raise Refused(N_("请选“参加”或“不参加”。"), field="answer")
    if not 0 <= companions <= MOST_COMPANIONS:
        raise Refused(N_("同行人数最多 {most} 位。"), most=MOST_COMPANIONS, field="companions")
    is_over = room.places is not None and room.taken + 1 + companions > room.places
    if answer == Answer.YES and is_over:
        raise Refused(
            N_("名额只剩 {left} 个。请减少同行人数，或联系邀请您的人。"),
            left=max(room.places - room.taken, 0), field="companions",
        )  # fmt: skip


def check_arrival(state: State, starts_at: datetime, now: datetime) -> None:
    """People are ticked off on the day, not before. Raises Refused."""
    if state != State.OPEN:
        raise Refused(N_("活动不在邀请中，不能签到。"), code="state")
    if now < starts_at - DOORS_OPEN:
        raise Refused(N_("活动开始前 12 小时内才能签到。"), code="early")


def check_closing(
    state: State, *, starts_at: datetime, opinions: str, result: str, now: datetime
) -> None:
    """An event ends with what people said and what came of it. Raises Refused."""
    if state != State.OPEN:
        raise Refused(N_("只有邀请中的活动才能总结。"), code="state")
    if now < starts_at:
        raise Refused(N_("活动还没有开始，不能总结。"), code="early")
    if not opinions.strip():
        raise Refused(N_("请写下收集到的客户意见；没有也请写明。"), field="opinions")
    if not result.strip():
        raise Refused(N_("请写下活动的结果。"), field="result")
