"""What may be begun from a follow-up or another record of a customer, as apps above declare it."""

from collections.abc import Callable
from dataclasses import dataclass

from ..models import Customer


@dataclass(frozen=True, kw_only=True)
class Onward:
    """One thing that people begin from a record; declared from the ready() of its app.

    sources  what it may begin from: "activity", "complaint", "opportunity"
    label    Chinese message id
    address  (user, customer) -> where it is begun, or None for who may not
    """

    code: str
    sources: frozenset[str]
    label: str
    icon: str
    address: Callable[[object, Customer], str | None]


_onward: dict[str, Onward] = {}


def declare_onward(onward: Onward) -> None:
    """Make something known that people begin from a record of a customer."""
    _onward[onward.code] = onward


def onward_from(source: str, user, customer: Customer) -> list[tuple[str, str, str]]:
    """(label, icon, address up to the id of the record) of what the person may begin."""
    told = [(one, one.address(user, customer)) for one in _onward.values() if source in one.sources]
    return [(one.label, one.icon, f"{where}?{source}=") for one, where in told if where]
