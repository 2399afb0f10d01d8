"""The supplier ledger: due days, allocation, ageing, closed months (I-8 turned round)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maizi.kernel.texts import N_

from ..terms import DueFrom

BUCKETS = (
    ("not_due", N_("未到期")), ("d30", N_("1–30 天")), ("d60", N_("31–60 天")),
    ("d90", N_("61–90 天")), ("d180", N_("91–180 天")), ("more", N_("180 天以上")),
)  # fmt: skip
ENDS = (0, 30, 60, 90, 180)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An entry with something left to settle.

    open_yuan  same sign as the entry: > 0 we owe, < 0 we have paid or get back
    """

    id: int
    on: date
    due_on: date
    open_yuan: Decimal


def due_day(on: date, terms_days: int, due_from: DueFrom) -> date:
    """When a payable is due: terms counted from its day, or from the end of its month (月结)."""
    if due_from == DueFrom.MONTH_END:
        on = month_end(on)
    return on + timedelta(terms_days)


def month_end(day: date) -> date:
    """The last day of a month."""
    return (day.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)


def allocate_oldest(
    amount_yuan: Decimal, entries: Sequence[OpenEntry]
) -> list[tuple[int, Decimal]]:
    """Payables that an amount settles, oldest due first (I-8); what is over stays a prepayment.

    amount_yuan  > 0
    """
    left, found = amount_yuan, []
    for entry in sorted(entries, key=lambda i: (i.due_on, i.on, i.id)):
        part = min(left, entry.open_yuan)
        if part > 0:
            found.append((entry.id, part))
            left -= part
    return found


def bucket_starts(today: date) -> list[tuple[str, date]]:
    """(bucket, first due day in it), newest first; what was due earlier is over 180 days (I-8)."""
    return [(code, today - timedelta(end)) for (code, _), end in zip(BUCKETS, ENDS, strict=False)]


def is_closed(on: date, closed_until: date | None) -> bool:
    """Whether a day lies in a month that is closed."""
    return closed_until is not None and on <= closed_until
