"""What a customer owed and whether it was kept in full and on time (D-11)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ..terms import DutyKind

MONTHS = 12
YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation.

    done_on   the day on which it was fulfilled in full; None: not yet, or never
    title     what people call it
    amount    in yuan, None for what is no money
    object_id of the entry, agreement or obligation it comes from
    """

    kind: DutyKind
    object_id: int
    due_on: date
    done_on: date | None
    title: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A duty that counts, and whether it was kept."""

    duty: Duty
    is_kept: bool
    until_on: date


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """All that counts of a customer, oldest first."""

    lines: tuple[Judged, ...] = ()

    @property
    def due(self) -> int:
        """How many fell due."""
        return len(self.lines)

    @property
    def kept(self) -> int:
        """How many were fulfilled in full and on time."""
        return sum(line.is_kept for line in self.lines)

    @property
    def broken_on(self) -> date | None:
        """The last day on which one was broken."""
        return max((line.until_on for line in self.lines if not line.is_kept), default=None)


def fulfilment(
    duties: Iterable[Duty], today: date, *, grace_days: int, returned_on: date | None = None
) -> Fulfilment:
    """The duties of the trailing 12 months with whether they were kept.

    A duty counts once its grace is over, or as soon as it is kept after it fell due; one that lies
    ahead counts in no case, else paying early would be worth more than paying on time. Who came
    back by a signed change (D-20) begins anew: what fell due until that day is settled.
    """
    since, grace = today - timedelta(days=YEAR_DAYS), timedelta(days=grace_days)
    since = max(since, returned_on or since)
    lines = []
    for duty in sorted(duties, key=lambda duty: (duty.due_on, duty.kind, duty.object_id)):
        if not since < duty.due_on <= today:
            continue
        until = duty.due_on + grace
        is_kept = duty.done_on is not None and duty.done_on <= until
        if is_kept or until < today:
            lines.append(Judged(duty, is_kept, until))
    return Fulfilment(tuple(lines))


def paid_in_full_on(amount: Decimal, payments: Sequence[tuple[date, Decimal]]) -> date | None:
    """The day on which a debt was paid to the end for good, refunds and undone ones counted."""
    left, day = amount, None
    for on, part in sorted(payments, key=lambda one: one[0]):
        was_open = left > 0
        left -= part
        if left <= 0:
            day = on if was_open or day is None else day
    return day if left <= 0 else None
