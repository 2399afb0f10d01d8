"""Main resources to the best customers; those that cannot be profitable are named (H-33, H-22)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median

from maizi.customers.terms import ValueClass
from maizi.kernel.texts import N_

from ..terms import Potential

ZERO, TWICE = Decimal(0), Decimal(2)
RAISE, LESS_SERVICE, SELF_SERVICE, LET_GO = "raise", "less", "self", "let_go"
SUGGESTIONS = {
    RAISE: N_("提价或取消优惠"), LESS_SERVICE: N_("降低服务成本"),
    SELF_SERVICE: N_("改为自助服务"), LET_GO: N_("不再主动维护"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides about one customer.

    profits_yuan  of the last two years, the later one first
    gross_yuan    this year's sales less the cost of goods, before what serving it cost
    served_yuan   what serving it cost
    """

    value_class: ValueClass
    potential: Potential
    profits_yuan: tuple[Decimal, Decimal]
    gross_yuan: Decimal
    served_yuan: Decimal


def cannot_profit(standing: Standing) -> bool:
    """A small customer with losses in two years and low potential (H-33)."""
    return (
        standing.value_class == ValueClass.D
        and all(one < 0 for one in standing.profits_yuan)
        and standing.potential == Potential.LOW
    )


def suggest(standing: Standing) -> str:
    """What could be done about it; people decide. A key of SUGGESTIONS."""
    if standing.gross_yuan < 0:
        return RAISE
    if standing.gross_yuan == 0:
        return LET_GO
    return LESS_SERVICE if standing.served_yuan <= TWICE * standing.gross_yuan else SELF_SERVICE


def costly(
    sales: Mapping[int, Decimal], served: Mapping[int, Decimal], profits: Mapping[int, Decimal]
) -> list[int]:
    """Customers that raise cost: service ÷ sales over twice the median, or at a loss (H-22)."""
    shares = {id_: Fraction(served.get(id_, ZERO)) / Fraction(amount)
              for id_, amount in sales.items() if amount > 0}  # fmt: skip
    known = [one for one in shares.values() if one]
    bound = 2 * median(known) if known else None
    return [
        id_ for id_ in profits
        if profits[id_] < 0 or (bound is not None and shares.get(id_, 0) > bound)
    ]  # fmt: skip


def largest(amounts: Mapping[int, Decimal]) -> Sequence[int]:
    """Those above 0, the largest first, then by id."""
    return sorted((id_ for id_, one in amounts.items() if one > 0),
                  key=lambda id_: (-amounts[id_], id_))  # fmt: skip
