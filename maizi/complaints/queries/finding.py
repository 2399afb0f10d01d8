"""While the customer talks: who he is, and whether we know the matter already (E-2)."""

from dataclasses import dataclass

from django.db.models import Q

from maizi.customers.models import Customer
from maizi.customers.queries import callers, chosen_customer
from maizi.kernel.identifiers import number_kept

from .. import access
from ..models import Complaint
from ..terms import ENDED

__all__ = ["Found", "caller", "chosen_customer", "number_kept"]
MOST = 6


@dataclass(frozen=True)
class Found:
    """What is known of a caller.

    customers   who it may be: those in sight, and whoever has exactly this number
    complaints  open ones of theirs, of this number or of this serial
    """

    customers: list[Customer]
    complaints: list[Complaint]


def caller(user, *, phone: str = "", name: str = "", serial: str = "", customer: int = 0) -> Found:
    """Customers and open complaints by what has been said so far. At most six queries."""
    customers = callers(user, phone=phone, name=name, customer=customer)
    return Found(customers, _open(user, customers, number_kept(phone), serial.strip()[:60]))


def _open(user, customers: list[Customer], number: str, serial: str) -> list[Complaint]:
    same = Q(customer__in=[one.pk for one in customers])
    same |= Q(phone=number) if number else Q(pk__in=[])
    same |= Q(serial=serial) if serial else Q(pk__in=[])
    rows = access.visible_complaints(user).exclude(state__in=ENDED).filter(same)
    return list(rows.select_related("owner", "customer")[:MOST])
