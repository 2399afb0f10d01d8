"""What a lost customer was worth, and how many come back (C-80)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import ratio, yuan
from maizi.kernel.texts import N_

from ..terms import LossCause, Trigger, WinBackState

YEAR, BACK_DAYS, MONTHS = timedelta(days=365), 180, 12


@dataclass(frozen=True, slots=True)
class Case:
    """One case: when it was opened, how it ended, what was lost and spent."""

    opened_on: date
    state: WinBackState
    lost_yuan: Decimal
    cost_yuan: Decimal
    ordered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Cases opened, recovered within 180 days, and what that was worth a month and cost."""

    opened: int
    recovered: int
    recovered_yuan: Decimal
    cost_yuan: Decimal

    @property
    def rate(self) -> Decimal | None:
        """Recovered ÷ opened; None of nothing (C-80)."""
        return ratio(self.recovered, self.opened)


def lost_value(orders: Iterable[tuple[date, Decimal]]) -> Decimal:
    """Monthly average of the twelve months up to the last order, in yuan (C-80)."""
    orders = list(orders)
    if not orders:
        return Decimal(0)
    last = max(day for day, _ in orders)
    return yuan(sum(net for day, net in orders if day > last - YEAR) / MONTHS)


def is_recovered(opened_on: date, ordered_on: date | None) -> bool:
    """An order within 180 days of the opening (C-80)."""
    return ordered_on is not None and 0 <= (ordered_on - opened_on).days <= BACK_DAYS


def back_on(trigger: Trigger, opened_on: date, order_days: Iterable[date]) -> date | None:
    """The first order that answers a case; None as long as there is none (C-80).

    Who had stopped buying is back with an order of the same day; of the others that day's
    order may have come before what opened the case.
    """
    same_day = trigger == Trigger.LOST
    later = [day for day in order_days if day > opened_on or (same_day and day == opened_on)]
    return min(later, default=None)


def outcome_of(cases: Iterable[Case]) -> Outcome:
    """How winning back went (C-80)."""
    cases = list(cases)
    back = [one for one in cases if is_recovered(one.opened_on, one.ordered_on)]
    return Outcome(
        len(cases), len(back), sum((one.lost_yuan for one in back), Decimal(0)),
        sum((one.cost_yuan for one in cases), Decimal(0)),
    )  # fmt: skip


def check_given_up(cause: LossCause, note: str) -> None:
    """Whoever gives a customer up says why. Raises Refused."""
    if cause == LossCause.UNKNOWN:
        raise Refused(N_("请先弄清流失的原因，再结束挽回。"), field="cause")
    if not note.strip():
        raise Refused(N_("请写明为什么没有挽回。"), field="outcome")
