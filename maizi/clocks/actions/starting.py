"""Write a new clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Model
from django.utils import timezone

from maizi.accounts.models import OrgUnit, User

from ..access import ClockKind
from ..models import Clock, ServiceCalendar
from ..queries import calendar_for, calendar_named, open_clock, working_hours
from ..rules import Course, Period, Standing, plan
from ..terms import ClockState, ClockStep, Counting
from .telling import note, stand


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who begins a clock, and what differs from what its kind says.

    at      None: now
    period  None: the kind's own
    unit    whose opening hours count; None: the company's
    """

    by: User | None
    at: datetime | None
    period: Period | None
    unit: OrgUnit | None
    reason: str = ""


def begin(about: Model, kind: ClockKind, beginning: Beginning) -> Clock:
    """A running clock; the one that somebody else began at the same moment if so."""
    period = beginning.period or kind.period
    if period is None:
        raise ValueError(f"{kind.code} has no period of its own: say one")
    now = timezone.now()
    started_at, calendar = beginning.at or now, _calendar(kind, period, beginning.unit)
    course = Course(period, started_at, warn_percents=kind.warnings)
    planned = plan(course, working_hours(calendar))
    clock = Clock(
        code=kind.code, kind=about._meta.label_lower, object_id=about.pk, calendar=calendar,
        counting=period.counting, minutes=period.minutes, days=period.days,
        is_rolling=period.is_rolling, on_breach=kind.on_breach, started_at=started_at,
        state=ClockState.RUNNING, paused=timedelta(),
    )  # fmt: skip
    stand(clock, Standing(planned.due_at, planned.warnings))
    Clock.objects.bulk_create([clock], ignore_conflicts=True)
    stored = open_clock(about, kind.code)
    if stored.pk == clock.pk:
        note(
            clock, ClockStep.STARTED, at=started_at, by=beginning.by,
            reason=beginning.reason[:200], recorded_at=max(now, started_at),
        )  # fmt: skip
    return stored


def _calendar(kind: ClockKind, period: Period, unit: OrgUnit | None) -> ServiceCalendar | None:
    """None where only the passing of time counts."""
    if period.counting == Counting.CLOCK_TIME:
        return None
    return (calendar_named(kind.calendar) if kind.calendar else None) or calendar_for(unit)
