"""What people and apps do with one clock: start, pause, resume, stop, cancel, extend."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from maizi.accounts.models import OrgUnit
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..access import ClockKind, kind_of
from ..models import Clock
from ..queries import calendar_for, latest_clock, working_hours
from ..rules import Period, Wish, check_extension, check_pause, plan, replanned
from ..terms import ClockState, ClockStep, Counting
from .starting import Beginning, begin
from .telling import (
    STANDING,
    changing_events,
    course_of,
    in_history,
    note,
    period_of,
    stand,
    standing_of,
    tell,
)

ONE_DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@transaction.atomic
def start(
    about: Model, *, code: str, by, at: datetime | None = None, period: Period | None = None,
    unit: OrgUnit | None = None,
) -> Clock:  # fmt: skip
    """Begin a clock of a declared kind for a record.

    at      when it begins, which may lie back; None: now
    period  instead of the kind's own
    unit    whose opening hours count; None: the record's org_unit, else the company's

    A second start while it is open gives back the one that runs, unchanged: a double click or a
    repeated job neither fails nor wins time. Raises Refused when it has ended before: only
    `restart`, with a reason, begins it again. LookupError for a kind nobody declares.
    """
    kind = _declared(code)
    found = latest_clock(about, code)
    if found and ClockState(found.state).is_open:
        return found
    if found:
        raise Refused(N_("这个时限已经结束。要重新计时，请写明原因。"), code="ended")
    return begin(about, kind, Beginning(by, at, period, unit or _unit_of(about)))


@transaction.atomic
def restart(
    about: Model, *, code: str, by, reason: str, at: datetime | None = None,
    period: Period | None = None,
) -> Clock:  # fmt: skip
    """Begin anew a clock that has ended, for as long as before unless `period` says otherwise.

    The old one and its breach stay as they are.

    Raises Refused without a reason, while one is open, and when there was none before.
    """
    kind = _declared(code)
    found = latest_clock(about, code)
    if found is None:
        raise Refused(N_("还没有这个时限，请先开始计时。"), code="none")
    if ClockState(found.state).is_open:
        raise Refused(N_("这个时限还在计时，不能重新开始。"), code="open")
    if not reason.strip():
        raise Refused(N_("请写明重新计时的原因。"), field="reason", code="reason")
    beginning = Beginning(by, at, period or period_of(found), _unit_of(about), reason)
    clock = begin(about, kind, beginning)
    in_history([(clock, None)], ClockStep.STARTED, by=by, reason=reason)
    return clock


def pause(clock: Clock, *, by, reason: str, now: datetime | None = None) -> Clock:
    """Stop counting for one of the reasons its kind knows; a paused one stays as it is.

    Raises Refused for another reason, a kind that never pauses, a clock that has ended.
    """
    with _taken(clock, now, by) as (row, moment):
        if row.state == ClockState.PAUSED:
            return row
        reasons = dict(_declared(row.code).pauses)
        check_pause(ClockState(row.state), reason, reasons)
        row.state = ClockState.PAUSED
        row.paused_at = max(moment, row.started_at, _last_resumed(row))
        row.next_at = None
        row.save(update_fields=["state", "paused_at", "next_at"])
        note(row, ClockStep.PAUSED, at=row.paused_at, by=by, reason=reason)
        in_history([(row, None)], ClockStep.PAUSED, by=by, reason=reasons[reason])
    return row


def resume(clock: Clock, *, by, now: datetime | None = None) -> Clock:
    """Count again: what was left when the pause began is left now. A running one stays as it is.

    Raises Refused when the clock has ended.
    """
    with _taken(clock, now, by) as (row, moment):
        if row.state == ClockState.RUNNING:
            return row
        if not ClockState(row.state).is_open:
            raise Refused(N_("这个时限已经结束，不能继续计时。"), code="over")
        before = row.due_at
        _resume(row, by=by, at=moment)
        in_history([(row, before)], ClockStep.RESUMED, by=by)
    return row


def stop(clock: Clock, *, by, now: datetime | None = None) -> Clock:
    """The thing is done: in time when the deadline has not passed, else late. Ended ones stay.

    What was due before is told first, so that a missed deadline is a stored breach.
    """
    with _taken(clock, now, by) as (row, moment):
        if not ClockState(row.state).is_open:
            return row
        if row.state == ClockState.PAUSED:
            _resume(row, by=by, at=moment)
        step = ClockStep.LATE if row.breached_at else ClockStep.MET
        _end(row, ClockState(step.value), at=max(moment, row.started_at))
        note(row, step, at=row.ended_at, by=by)
    return row


def cancel(clock: Clock, *, by, reason: str, now: datetime | None = None) -> Clock:
    """The thing need not be done any more. A breach stays stored; ended clocks stay as they are.

    Raises Refused without a reason.
    """
    if not reason.strip():
        raise Refused(N_("请写明取消的原因。"), field="reason", code="reason")
    with _taken(clock, now, by) as (row, moment):
        if not ClockState(row.state).is_open:
            return row
        _end(row, ClockState.CANCELLED, at=max(moment, row.started_at))
        note(row, ClockStep.CANCELLED, at=row.ended_at, by=by, reason=reason[:200])
        in_history([(row, None)], ClockStep.CANCELLED, by=by, reason=reason)
    return row


def extend(
    clock: Clock, *, by, reason: str, length: timedelta = ONE_DAY, now: datetime | None = None
) -> Clock:  # fmt: skip
    """Put a deadline off as its kind allows; `by` is who granted it (D-20, T-D4).

    Raises Refused when the kind has no extension, it was used up, the deadline has passed, the
    reason is missing, it is too long, or the total limit leaves no more time.
    """
    with _taken(clock, now, by) as (row, moment):
        if not ClockState(row.state).is_open:
            raise Refused(N_("这个时限已经结束，不能再延期。"), code="over")
        policy, before = _declared(row.code).extension, standing_of(row)
        wish = Wish(length, reason, row.extensions, Counting(row.counting).is_in_days)
        check_extension(wish, policy, before, row.paused_at or moment)
        latest_at = _cap(row, policy.capped_by)
        row.extensions += 1
        event = note(
            row, ClockStep.EXTENDED, at=max(moment, row.started_at), by=by, reason=reason[:200],
            minutes=length // MINUTE, latest_at=latest_at,
        )  # fmt: skip
        _replan(row)
        if row.due_at <= before.due_at:
            raise Refused(N_("总时限已到，不能再延期。"), code="capped")
        row.save(update_fields=[*STANDING, "extensions"])
        event.due_at = row.due_at
        event.save(update_fields=["due_at"])
        in_history([(row, before.due_at)], ClockStep.EXTENDED, by=by, reason=reason)
    return row


def retime(
    clock: Clock, *, period: Period, by, reason: str, unit: OrgUnit | None = None,
    now: datetime | None = None,
) -> Clock:  # fmt: skip
    """Give a clock another length, counted from the start it had; pauses stay as they were.

    unit  whose opening hours count where none did before; None: the company's

    What was breached stays breached (0.6); an ended clock stays as it is. Raises Refused without
    a reason.
    """
    if not reason.strip():
        raise Refused(N_("请写明改时限的原因。"), field="reason", code="reason")
    with _taken(clock, now, by) as (row, moment):
        if not ClockState(row.state).is_open or row.breached_at or period == period_of(row):
            return row
        before = row.due_at
        row.counting, row.minutes, row.days = period.counting, period.minutes, period.days
        row.is_rolling = period.is_rolling
        if row.calendar_id is None and period.counting != Counting.CLOCK_TIME:
            row.calendar = calendar_for(unit)
        _replan(row)
        row.save(update_fields=[*STANDING, "counting", "minutes", "days", "is_rolling", "calendar"])
        in_history([(row, before)], ClockStep.MOVED, by=by, reason=reason)
        note(row, ClockStep.MOVED, at=max(moment, row.started_at), by=by, reason=reason[:200])
    return row


@contextmanager
def _taken(clock: Clock, now: datetime | None, by) -> Iterator[tuple[Clock, datetime]]:
    """A transaction with the clock locked, read anew, and all told that was due by now."""
    moment = now or timezone.now()
    with transaction.atomic():
        row = Clock.objects.select_for_update(of=("self",)).get(pk=clock.pk)
        if row.state == ClockState.RUNNING:
            tell([row], now=moment, by=by)
        yield row, moment


def _resume(row: Clock, *, by, at: datetime) -> None:
    """Take a clock out of its pause, which lasts no time where the system clock was set back."""
    at = max(at, row.paused_at)
    row.state, row.paused_at = ClockState.RUNNING, None
    event = note(row, ClockStep.RESUMED, at=at, by=by)
    _replan(row)
    row.save(update_fields=[*STANDING, "state", "paused_at"])
    event.due_at = row.due_at
    event.save(update_fields=["due_at"])


def _replan(row: Clock) -> None:
    """The deadline and the warnings after everything in the clock's events."""
    planned = plan(course_of(row, changing_events(row)), working_hours(row.calendar))
    stand(row, replanned(standing_of(row), planned.due_at, planned.warnings))
    row.paused = planned.paused


def _end(row: Clock, state: ClockState, *, at: datetime) -> None:
    row.state, row.ended_at, row.next_at, row.paused_at = state, at, None, None
    row.save(update_fields=["state", "ended_at", "next_at", "paused_at"])


def _cap(row: Clock, code: str) -> datetime | None:
    """The deadline of another clock of the same record that this one may not outlast."""
    if not code:
        return None
    caps = Clock.objects.filter(kind=row.kind, object_id=row.object_id, code=code).order_by("-id")
    return caps.values_list("due_at", flat=True).first()


def _last_resumed(row: Clock) -> datetime:
    resumed = row.events.filter(step=ClockStep.RESUMED).order_by("-id")
    return resumed.values_list("at", flat=True).first() or row.started_at


def _declared(code: str) -> ClockKind:
    kind = kind_of(code)
    if kind is None:
        raise LookupError(f"no app declares the clock {code!r}")
    return kind


def _unit_of(about: Model) -> OrgUnit | None:
    return getattr(about, "org_unit", None)
