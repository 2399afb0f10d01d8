"""What a stock count has found (I-6)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from maizi.kernel.money import EXACT, yuan

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of a count.

    book     when the count was frozen
    found    None for what nobody has counted: it stays as the books have it
    """

    book: Decimal
    found: Decimal | None
    cost_yuan: Decimal = ZERO

    @property
    def difference(self) -> Decimal:
        """Found less booked; goods that moved since the freeze are not in it."""
        return ZERO if self.found is None else self.found - self.book

    @property
    def worth_yuan(self) -> Decimal:
        """The difference at the cost of the day of the freeze, signed."""
        return yuan(EXACT.multiply(self.difference, self.cost_yuan))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sums of a count, in yuan, both ≥ 0; and how many lines nobody counted."""

    gain_yuan: Decimal
    loss_yuan: Decimal
    differing: int
    uncounted: int


def judge(lines: Iterable[Counted]) -> Verdict:
    """Gains and losses never cancel each other out: both are judged."""
    lines = list(lines)
    worths = [line.worth_yuan for line in lines]
    return Verdict(
        sum((w for w in worths if w > 0), ZERO),
        -sum((w for w in worths if w < 0), ZERO),
        sum(line.difference != 0 for line in lines),
        sum(line.found is None for line in lines),
    )


def pieces_found(book: Collection[str], found: Collection[str]) -> tuple[list[str], list[str]]:
    """Serial numbers that are missing, and those that nobody expected."""
    return sorted(set(book) - set(found)), sorted(set(found) - set(book))
