"""Value classes by what customers bought (H-2), for the plan of return visits."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from ..terms import ValueClass


@dataclass(frozen=True, slots=True)
class Cuts:
    """Least amounts of A, B and C; `is_flat` when everybody bought the same."""

    a_yuan: Decimal
    b_yuan: Decimal
    c_yuan: Decimal
    is_flat: bool = False


def ranks(count: int, shares) -> tuple[int, int, int]:
    """The ranks, from 1, whose amounts are the cuts: ceil of the share of all (H-2)."""
    return tuple(max(1, ceil(count * Decimal(share))) for share in shares)


def value_class(bought_yuan: Decimal, cuts: Cuts | None) -> ValueClass:
    """The class of an amount; ties go up, nothing bought is D (H-2)."""
    if cuts is None or bought_yuan <= 0:
        return ValueClass.D
    if cuts.is_flat:
        return ValueClass.C
    if bought_yuan >= cuts.a_yuan:
        return ValueClass.A
    if bought_yuan >= cuts.b_yuan:
        return ValueClass.B
    return ValueClass.C if bought_yuan >= cuts.c_yuan else ValueClass.D
