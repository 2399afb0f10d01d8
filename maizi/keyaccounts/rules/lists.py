"""Which list a key account stands on, and when it stops being one (D-10, D-11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from maizi.customers.terms import KaList

from ..terms import Turn

COLOURS = tuple(KaList)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The company's numbers.

    amounts_yuan  t1…t4, falling: from which trade in 12 months green, yellow, red, black begin
    steps         from which fulfilment no step, one step is lost; falling, 0–1
    fulfil_min    strictly below it the customer is demoted, 0–1
    least_duties  fewer than these a person decides
    black_months  how long black does not rise after a breach
    quiet_days    how long a person who decided is not asked again
    """

    amounts_yuan: Sequence[Decimal]
    steps: Sequence[Decimal]
    fulfil_min: Decimal
    least_duties: int
    black_months: int
    quiet_days: int = 30


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a key account on a day.

    amount_yuan  trade of the trailing 12 months
    kept, due    obligations fulfilled in full and on time, and those that fell due
    broken_on    the last day on which one was broken
    kept_on      when a person decided that few obligations demote nobody
    """

    colour: KaList | None
    amount_yuan: Decimal
    kept: int = 0
    due: int = 0
    broken_on: date | None = None
    kept_on: date | None = None

    @property
    def rate(self) -> Decimal | None:
        """The share fulfilled; None when nothing fell due (D-11)."""
        return Decimal(self.kept) / self.due if self.due else None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a review comes to: the list by trade alone, the list, what is to be done."""

    turn: Turn
    band: KaList | None
    colour: KaList | None


def band_of(amount_yuan: Decimal, amounts_yuan: Sequence[Decimal]) -> KaList | None:
    """The list by trade alone; None below the last bound: no key account (D-10)."""
    for colour, least in zip(COLOURS, amounts_yuan, strict=True):
        if amount_yuan >= least:
            return colour
    return None


def steps_down(rate: Decimal | None, bounds: Bounds) -> int:
    """How many lists fulfilment lowers a colour by (D-10)."""
    if rate is None:
        return 0
    none, one = bounds.steps
    return 0 if rate >= none else 1 if rate >= one else 2


def judge(standing: Standing, bounds: Bounds, today: date) -> Ruling:
    """The list a key account belongs on, or that it is none any more (D-10, D-11, T-D3).

    Fulfilment counts only strictly below the bound, and with few obligations a person decides;
    what he decided holds for a while, unless something more is broken.
    """
    band, rate = band_of(standing.amount_yuan, bounds.amounts_yuan), standing.rate
    if rate is not None and rate < bounds.fulfil_min:
        turn = Turn.DEMOTE if standing.due >= bounds.least_duties else Turn.ASK
        if turn == Turn.ASK and _is_decided(standing, bounds, today):
            turn = Turn.KEEP
        return Ruling(turn, band, None if turn == Turn.DEMOTE else standing.colour)
    colour = None
    if band is not None:
        colour = COLOURS[min(band.rank + steps_down(rate, bounds), len(COLOURS) - 1)]
    if (
        standing.colour == KaList.BLACK
        and colour is not None
        and _is_recent(standing, bounds, today)
    ):
        colour = KaList.BLACK
    return Ruling(Turn.KEEP if colour == standing.colour else Turn.MOVE, band, colour)


def _is_decided(standing: Standing, bounds: Bounds, today: date) -> bool:
    """Whether a person kept the account lately, knowing everything that was broken."""
    if standing.kept_on is None or today >= standing.kept_on + timedelta(bounds.quiet_days):
        return False
    return standing.broken_on is None or standing.broken_on < standing.kept_on


def _is_recent(standing: Standing, bounds: Bounds, today: date) -> bool:
    """Whether a breach is so near that trade alone lifts nobody from the black list."""
    if standing.broken_on is None:
        return False
    return today < standing.broken_on + relativedelta(months=bounds.black_months)
