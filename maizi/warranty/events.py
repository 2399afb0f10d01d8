"""Facts that 三包 announces; the service above listens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitRegistered:
    """A piece at a customer has a record now."""

    unit_id: int


@dataclass(frozen=True, slots=True)
class UnitAccepted:
    """A customer signed for pieces that were installed and run in (F-17)."""

    acceptance_id: int


@dataclass(frozen=True, slots=True)
class RightChosen:
    """A customer chose one of his rights."""

    verdict_id: int
    right: str


@dataclass(frozen=True, slots=True)
class UnitExchanged:
    """A piece was exchanged for a new one; its warranty begins anew (F-37)."""

    old_id: int
    new_id: int


@dataclass(frozen=True, slots=True)
class RepairReady:
    """A repaired piece may be fetched."""

    repair_id: int
