"""Write down what clocks tell, and where they stand; shared by every verb."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import F

from maizi.history.actions import insert_rows, record_many, update_rows
from maizi.kernel.events import publish
from maizi.kernel.ids import new_ids
from maizi.kernel.texts import N_

from ..access import label_of
from ..events import ClockBreached, ClockWarned
from ..models import Clock, ClockEvent
from ..queries import due_text
from ..rules import (
    Course,
    Extension,
    Fact,
    Pause,
    Period,
    Standing,
    WarnAt,
    told_by,
)  # fmt: skip
from ..terms import ClockState, ClockStep, Counting

DUE = N_("到期时间")
COLUMNS = ("id", "clock", "step", "at", "recorded_at", "due_at", "percent", "reason")
CHANGING = (ClockStep.PAUSED, ClockStep.RESUMED, ClockStep.EXTENDED)
STANDING = ["due_at", "warnings", "warned", "next_at", "breached_at", "paused"]


def tell(clocks: Sequence[Clock], *, now: datetime, by=None) -> int:
    """Tell everything that running clocks have to tell by now, in the order of its moments.

    The caller holds the locks. A few statements, however many clocks there are: the events in
    one insert, the clocks in a few updates, the breaches in one piece of history. Who listens
    hears of them one by one. How many facts there were.
    """
    told: list[tuple[Fact, Clock]] = []
    changed = []
    for clock in clocks:
        facts, standing = told_by(standing_of(clock), now)
        if facts:
            clock.warned, clock.breached_at = standing.warned, standing.breached_at
            clock.next_at = standing.next_at
            told += [(fact, clock) for fact in facts]
            changed.append(clock)
    if not told:
        return 0
    told.sort(key=lambda pair: pair[0].at)
    insert_rows(ClockEvent, COLUMNS, _rows(told, now))
    _move_on(changed)
    breached = [(clock, None) for fact, clock in told if fact.step == ClockStep.BREACHED]
    in_history(breached, ClockStep.BREACHED, by=by)
    for fact, clock in told:
        publish(_event(fact, clock))
    return len(told)


def standing_of(clock: Clock) -> Standing:
    """How far a stored clock has got."""
    warnings = tuple(WarnAt(percent, _moment(at)) for percent, at in clock.warnings)
    return Standing(clock.due_at, warnings, clock.warned, clock.breached_at)


def stand(clock: Clock, standing: Standing) -> None:
    """Put a standing into a clock; it tells nothing while it does not run."""
    clock.due_at, clock.warned = standing.due_at, standing.warned
    clock.breached_at = standing.breached_at
    clock.warnings = [[w.percent, w.at.isoformat()] for w in standing.warnings]
    clock.next_at = standing.next_at if clock.state == ClockState.RUNNING else None


def period_of(clock: Clock) -> Period:
    """How long a clock may run."""
    return Period(Counting(clock.counting), clock.minutes, clock.days, clock.is_rolling)


def course_of(clock: Clock, events: Iterable[ClockEvent]) -> Course:
    """The course of a clock out of its events: pauses that are over, and extensions."""
    changes: list[Pause | Extension] = []
    began_at = None
    for event in events:
        if event.step == ClockStep.PAUSED:
            began_at = event.at
        elif event.step == ClockStep.RESUMED and began_at:
            changes.append(Pause(began_at, event.at))
            began_at = None
        elif event.step == ClockStep.EXTENDED:
            changes.append(Extension(timedelta(minutes=event.minutes), event.latest_at))
    percents = tuple(percent for percent, _ in clock.warnings)
    return Course(period_of(clock), clock.started_at, tuple(changes), percents)


def changing_events(clock: Clock) -> list[ClockEvent]:
    """The events of a clock that move its deadline, in their order."""
    return list(clock.events.filter(step__in=CHANGING).order_by("at", "id"))


def note(clock: Clock, step: ClockStep, *, at: datetime, by, **more) -> ClockEvent:
    """Write down one thing that happened to a clock, with the deadline it has now."""
    recorded_at = more.pop("recorded_at", at)
    return ClockEvent.objects.create(
        clock=clock, step=step, at=at, recorded_at=recorded_at, due_at=clock.due_at, by=by, **more
    )


def _move_on(clocks: list[Clock]) -> None:
    """Write how far clocks have got: breached ones together, for they all end at their deadline."""
    breached: dict[int, list[int]] = defaultdict(list)
    for clock in clocks:
        if clock.breached_at:
            breached[clock.warned].append(clock.pk)
    for warned, ids in breached.items():
        rows = Clock.objects.filter(pk__in=ids)
        rows.update(warned=warned, breached_at=F("due_at"), next_at=None)
    warned_ones = [clock for clock in clocks if not clock.breached_at]
    if warned_ones:
        update_rows(Clock, ["warned", "next_at"], warned_ones)


def _rows(told: list[tuple[Fact, Clock]], now: datetime) -> Iterator[tuple]:
    for id_, (fact, clock) in zip(new_ids(len(told)), told, strict=True):
        yield id_, clock.pk, fact.step.value, fact.at, now, clock.due_at, fact.percent, ""


def in_history(lines: Iterable[tuple[Clock, datetime | None]], step: ClockStep, *, by, reason=""):
    """Put a step of clocks into the history of their records: (clock, deadline before)."""
    by_kind: dict[str, list] = defaultdict(list)
    for clock, before in lines:
        pair = [due_text(clock, before) if before else None, due_text(clock, clock.due_at)]
        by_kind[clock.kind].append((clock.object_id, label_of(clock.code), {DUE: pair}))
    for kind, entries in by_kind.items():
        record_many(kind, lines=entries, verb=step.chinese, by=by, reason=reason)


def _event(fact: Fact, clock: Clock) -> ClockWarned | ClockBreached:
    who = (clock.pk, clock.code, clock.kind, clock.object_id)
    if fact.step == ClockStep.WARNED:
        return ClockWarned(*who, fact.percent, fact.at, clock.due_at)
    return ClockBreached(*who, clock.on_breach, fact.at)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
