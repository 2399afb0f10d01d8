"""Facts the archive announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActivityLogged:
    """Somebody logged a follow-up."""

    activity_id: int
    customer_id: int
    author_id: int


@dataclass(frozen=True, slots=True)
class AccessDecided:
    """A request to see a customer was granted or declined."""

    request_id: int


@dataclass(frozen=True, slots=True)
class CustomersMerged:
    """Several customers became one; whatever named the others names the survivor now."""

    survivor_id: int
    absorbed_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CustomersParted:
    """A merge was taken back."""

    survivor_id: int
    restored_ids: tuple[int, ...]
