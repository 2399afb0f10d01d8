"""Which certificates a job asks of whoever is sent: known to the app that trains people (F-52)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..models import Ticket


@dataclass(frozen=True, slots=True)
class Demanded:
    """What a job asks of whoever is sent.

    course  names of the courses that certify for its product; a certificate of one will do
    until   person -> the last day of his certificate, whether it is over or not
    """

    course: str
    until: Mapping[int, date]


# ticket -> what it asks; None when no certificate is demanded for its product
Source = Callable[[Ticket], Demanded | None]

_sources: list[Source] = []


def declare_certificates(source: Source) -> None:
    """Say where certificates stand; called by the app that issues them."""
    _sources[:] = [source]


def certificates_for(ticket: Ticket) -> Demanded | None:
    """What a ticket asks of whoever is sent; nothing as long as nobody issues certificates."""
    return _sources[0](ticket) if _sources else None
