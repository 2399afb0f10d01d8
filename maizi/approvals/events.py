"""Facts that approvals announce."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeatsOpened:
    """People are asked to decide in a case."""

    case_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SeatsClosed:
    """People need not decide in a case any more, or have done so."""

    case_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CaseCopied:
    """People are to know of a case."""

    case_id: int
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """A case was approved, rejected, returned or withdrawn; `state` tells which."""

    case_id: int
    state: str


@dataclass(frozen=True, slots=True)
class GrantUsed:
    """What an approval allowed was applied, or expired unused."""

    case_id: int
    state: str


@dataclass(frozen=True, slots=True)
class StepOpened:
    """A step of a case begins; its time runs from now."""

    step_id: int


@dataclass(frozen=True, slots=True)
class StepClosed:
    """A step of a case is over."""

    step_id: int
