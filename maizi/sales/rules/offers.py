"""Which approval an offer needs, from the verdicts on its lines (I-2, I-3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from maizi.catalog.terms import DiscountVerdict

ORDER = (DiscountVerdict.OK, DiscountVerdict.APPROVAL, DiscountVerdict.SALES_LEAD)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One line as the price rules judged it; most_given is the discount as a fraction."""

    name: str
    verdict: DiscountVerdict
    given: Decimal | None


@dataclass(frozen=True, slots=True)
class Weight:
    """What a whole offer needs: the heaviest verdict, the largest discount, the lines behind it."""

    verdict: DiscountVerdict
    given: Decimal
    lines: tuple[Weighed, ...]

    @property
    def needs_approval(self) -> bool:
        """Whether somebody must agree before it may leave."""
        return self.verdict != DiscountVerdict.OK


def weigh(lines: Iterable[Weighed]) -> Weight:
    """The heaviest of the lines decides (I-2)."""
    lines = tuple(lines)
    heaviest = max((line.verdict for line in lines), key=ORDER.index, default=DiscountVerdict.OK)
    given = max((line.given or Decimal(0) for line in lines), default=Decimal(0))
    return Weight(
        heaviest, given, tuple(x for x in lines if x.verdict != DiscountVerdict.OK)
    )  # fmt: skip
