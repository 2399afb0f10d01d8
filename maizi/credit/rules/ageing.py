"""How old receivables are, how long money takes to come, when to remind (I-8)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from maizi.kernel.money import EXACT, ratio

from ..terms import AgeBucket

# The last day past due of each bucket; the last one has none.
LAST_DAYS = (
    (AgeBucket.NOT_DUE, 0),
    (AgeBucket.D30, 30),
    (AgeBucket.D60, 60),
    (AgeBucket.D90, 90),
    (AgeBucket.D180, 180),
)


def overdue_days(due_on: date, on: date) -> int:
    """Whole days past due; 0 on the due day and before."""
    return max(0, (on - due_on).days)


def bucket_of(due_on: date, on: date) -> AgeBucket:
    """The bucket of I-8 by days past due on a day."""
    days = overdue_days(due_on, on)
    return next((bucket for bucket, last in LAST_DAYS if days <= last), AgeBucket.OVER)


def days_sales_outstanding(
    receivable_yuan: Decimal, credit_sales_yuan: Decimal, days: int
) -> Decimal | None:
    """DSO = receivable ÷ net credit sales × days; no sales: None, shown as “—” (I-8, 0.3)."""
    share = ratio(receivable_yuan, credit_sales_yuan)
    return None if share is None else EXACT.multiply(share, Decimal(days))


def reminder_due(due_on: date, on: date, offsets: Iterable[int]) -> int | None:
    """Which reminder has its day: the largest offset from the due day that is reached; or None.

    offsets  −3 is three days before the due day (I-8: −3, 0, +3, +10, +30)
    """
    return max((days for days in offsets if (on - due_on).days >= days), default=None)
