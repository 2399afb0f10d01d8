"""The door to whoever issues invoices: a tax platform, or a person who types the number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ..models import Invoice


@dataclass(frozen=True, slots=True)
class Issued:
    """What the platform answered: the number on the invoice, its code on paper ones, its date."""

    number: str
    on: date
    code: str = ""


@dataclass(frozen=True, slots=True)
class Issuer:
    """One way to have invoices issued; an adapter declares it from its own ready().

    issue  (invoice with its lines) -> Issued; raises Refused in the platform's own words.
           Called before our transaction writes, so it must answer twice alike for one `no`.
    """

    code: str
    label: str
    issue: Callable[[Invoice], Issued]


_issuers: dict[str, Issuer] = {}


def declare_issuer(issuer: Issuer) -> None:
    """Make a way known."""
    _issuers[issuer.code] = issuer


def issuers() -> list[Issuer]:
    """Every declared way; none means that numbers are typed."""
    return list(_issuers.values())
