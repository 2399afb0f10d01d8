"""Which jobs an engineer finished, and how each went, out of what was written down (F-51)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from maizi.service.terms import State


@dataclass(frozen=True, slots=True)
class Step:
    """A ticket came into a state at a moment."""

    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A ticket was given to an engineer who carried it out."""

    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """Something promised to the customer, when it was settled, and whether it was kept."""

    at: datetime
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Course:
    """All that is known of one ticket, oldest first.

    calls   when its piece was reported broken again, on other tickets
    rating  what the customer gave in the end, 1 to 5; None: nothing
    """

    ticket_id: int
    no: str
    type: str
    steps: Sequence[Step]
    given: Sequence[Given]
    promises: Sequence[Kept]
    calls: Sequence[datetime]
    rating: Decimal | None


@dataclass(frozen=True, slots=True)
class Job:
    """One ticket mended once by one engineer; mended again after a reopening it is another job.

    is_first  mended at the first visit and not reopened in time
    is_again  reopened, or the same piece reported broken again, in time
    """

    person_id: int
    ticket_id: int
    no: str
    type: str
    finished_at: datetime
    is_first: bool
    is_again: bool
    promised: int
    kept: int
    rating: Decimal | None


def jobs_in(
    courses: Iterable[Course], since: datetime, until: datetime, *, repeat_days: int
) -> list[Job]:
    """Jobs finished from `since` on and before `until`, by whoever had the ticket then.

    What was mended on the telephone was given to nobody and is nobody's job.
    """
    found = [job for one in courses for job in _jobs_of(one, timedelta(days=repeat_days))]
    within = [job for job in found if since <= job.finished_at < until]
    return sorted(within, key=lambda job: (job.finished_at, job.ticket_id))


def _jobs_of(one: Course, window: timedelta) -> Iterable[Job]:
    begun: datetime | None = None
    mended = [step.at for step in one.steps if step.state == State.RESTORED]
    for at in mended:
        given = [row for row in one.given if row.at <= at]
        if given and (begun is None or given[-1].at > begun):
            yield _job(one, person_id=given[-1].person_id, begun=begun, at=at, window=window)
        begun = at


def _job(
    one: Course, *, person_id: int, begun: datetime | None, at: datetime, window: timedelta
) -> Job:  # fmt: skip
    def now(moment: datetime) -> bool:
        return moment <= at and (begun is None or moment > begun)

    opened = [step.at for step in one.steps if step.state == State.REOPENED and step.at > at]
    visits = sum(step.state == State.ON_SITE and now(step.at) for step in one.steps)
    promises = [row for row in one.promises if now(row.at)]
    reopened = any(moment <= at + window for moment in opened)
    called = any(at < moment <= at + window for moment in one.calls)
    return Job(
        person_id, one.ticket_id, one.no, one.type, at,
        is_first=visits <= 1 and not reopened, is_again=reopened or called,
        promised=len(promises), kept=sum(row.is_kept for row in promises),
        rating=None if opened else one.rating,
    )  # fmt: skip
