"""Figures of development for one person, unit or all (L-4)."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from maizi.kernel.money import ratio


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody did and reached in a period.

    cycle_days  days from lead to success, summed over `won`
    """

    leads: int = 0
    first_contacts: int = 0
    visits: int = 0
    proposals: int = 0
    won: int = 0
    new_customers: int = 0
    replaced: int = 0
    lost: int = 0
    paused: int = 0
    amount_yuan: Decimal = Decimal(0)
    cost_yuan: Decimal = Decimal(0)
    cycle_days: int = 0

    @property
    def average_days(self) -> Decimal | None:
        """Average days from lead to success; None without any."""
        return ratio(self.cycle_days, self.won)

    @property
    def cost_each_yuan(self) -> Decimal | None:
        """Cost for one new customer; None without any."""
        return ratio(self.cost_yuan, self.new_customers)

    @property
    def win_rate(self) -> Decimal | None:
        """The share won of what ended in the period; None while nothing did."""
        return ratio(self.won, self.won + self.lost)


def together(lines: Iterable[Figures]) -> Figures:
    """The total of several."""
    rows = list(lines)
    return Figures(**{
        one.name: sum((getattr(row, one.name) for row in rows), one.default)
        for one in fields(Figures)
    })  # fmt: skip


def ranked(lines: Iterable[tuple[str, Figures]]) -> list[tuple[int, str, Figures]]:
    """By amount, then wins, then name; equal figures share a place."""
    rows = sorted(lines, key=lambda row: (-row[1].amount_yuan, -row[1].won, row[0]))
    found, place, last = [], 0, None
    for number, (name, figures) in enumerate(rows, 1):
        key = (figures.amount_yuan, figures.won)
        place, last = (place, last) if key == last else (number, key)
        found.append((place, name, figures))
    return found
