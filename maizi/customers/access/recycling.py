"""What recycling rules may ask of a customer, and what saves one; other apps add theirs (B-4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from ..rules import Condition, Fact

Compiled = Callable[[Condition, datetime | None], Q]


@dataclass(frozen=True)
class RecyclingFact:
    """A fact with how it is asked in the database.

    query  (condition, moment) -> the customers for which it holds; the moment is the end of the
           length of time for conditions on days: they hold where nothing has happened since
    """

    fact: Fact
    query: Compiled


@dataclass(frozen=True)
class Exemption:
    """Why rules leave customers alone; rows is asked each time."""

    code: str
    label: str
    rows: Callable[[], Q]


_facts: dict[str, RecyclingFact] = {}
_exemptions: dict[str, Exemption] = {}


def declare_fact(declared: RecyclingFact) -> None:
    """Let recycling rules ask for one more thing; called from the ready() of the app it is of."""
    _facts[declared.fact.code] = declared


def recycling_facts() -> dict[str, RecyclingFact]:
    """Every declared fact by its code, in the order of declaration."""
    return dict(_facts)


def declare_exemption(exemption: Exemption) -> None:
    """Save customers from every recycling rule; called from the ready() of the app that says so."""
    _exemptions[exemption.code] = exemption


def exemptions() -> list[Exemption]:
    """Every declared exemption."""
    return list(_exemptions.values())
