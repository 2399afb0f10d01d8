"""While the customer talks: who he is, and whether we know the matter already (E-2)."""

from dataclasses import dataclass

from django.db.models import Q

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.kernel import identifiers
from maizi.search.queries import match_ids

from .. import access
from ..models import Complaint
from ..terms import ENDED

MOST = 6
SHORTEST_NUMBER = 7


@dataclass(frozen=True)
class Found:
    """What is known of a caller.

    customers   who it may be: those in sight, and whoever has exactly this number
    complaints  open ones of theirs, of this number or of this serial
    """

    customers: list[Customer]
    complaints: list[Complaint]


def caller(user, *, phone: str = "", name: str = "", serial: str = "", customer: int = 0) -> Found:
    """Customers and open complaints by what has been said so far. At most six queries.

    A whole number finds its customer wherever he belongs: a call cannot wait for rights. Part of
    one, and a name, find only what the person sees anyway.
    """
    number = number_kept(phone)
    rows: dict[int, Customer] = {}
    if customer:
        rows |= {one.pk: one for one in visible_customers(user).filter(pk=customer)}
    if number:
        rows |= {one.pk: one for one in _by_number(user, number)}
    text = name.strip()[:60] or ("" if number else phone.strip()[:20])
    if len(text) >= 2 and len(rows) < MOST:
        ids = match_ids("customer", user=user, text=text, limit=MOST)
        found = visible_customers(user).filter(pk__in=ids).select_related("owner")
        rows |= {one.pk: one for one in found}
    customers = list(rows.values())[:MOST]
    return Found(customers, _open(user, customers, number, serial.strip()[:60]))


def chosen_customer(user, pk: int | None, phone: str) -> Customer | None:
    """A customer that a complaint may be written to: one in sight, or the one with this number."""
    if not pk:
        return None
    seen = visible_customers(user).filter(pk=pk).first()
    number = number_kept(phone)
    if seen is None and number:
        seen = next((one for one in _by_number(user, number) if one.pk == pk), None)
    return seen


def _by_number(user, number: str) -> list[Customer]:
    """Customers with exactly this number, restricted ones only in sight. One query."""
    rows = Customer.objects.filter(archived_at=None).filter(
        Q(mobile=number) | Q(phone=number) | Q(contacts__mobile=number) | Q(contacts__phone=number)
    )
    seen = visible_customers(user).values("pk")
    rows = rows.filter(Q(is_restricted=False) | Q(pk__in=seen))
    return list(rows.distinct().select_related("owner")[:MOST])


def _open(user, customers: list[Customer], number: str, serial: str) -> list[Complaint]:
    same = Q(customer__in=[one.pk for one in customers])
    same |= Q(phone=number) if number else Q(pk__in=[])
    same |= Q(serial=serial) if serial else Q(pk__in=[])
    rows = access.visible_complaints(user).exclude(state__in=ENDED).filter(same)
    return list(rows.select_related("owner", "customer")[:MOST])


def number_kept(phone: str) -> str:
    """A whole number as the archive keeps it; "" for part of one."""
    text = phone.strip()[:40]
    if sum(char.isdigit() for char in text) < SHORTEST_NUMBER:
        return ""
    for read in (identifiers.mobile, identifiers.phone):
        found = read(text)
        if found.status != "rejected" and found.value:
            return found.value
    return ""
