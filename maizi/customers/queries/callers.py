"""Who is on the telephone: customers by a whole number, a name, or as chosen."""

from django.db.models import Q

from maizi.kernel.identifiers import number_kept
from maizi.search.queries import match_ids

from ..access import visible_customers
from ..models import Contact, Customer

MOST, MOST_ALIKE = 6, 100


def callers(user, *, phone: str = "", name: str = "", customer: int = 0) -> list[Customer]:
    """Customers by what has been said so far. At most six queries.

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
    return list(rows.values())[:MOST]


def chosen_customer(user, pk: int | None, phone: str) -> Customer | None:
    """A customer that something may be written to: one in sight, or the one with this number."""
    if not pk:
        return None
    seen = visible_customers(user).filter(pk=pk).first()
    number = number_kept(phone)
    if seen is None and number:
        seen = next((one for one in _by_number(user, number) if one.pk == pk), None)
    return seen


def ids_with_number(number: str) -> set[int]:
    """Customers of whom, or of whose contacts, this is a number. Two queries, each by index."""
    has = Q(mobile=number) | Q(phone=number)
    own = Customer.objects.filter(has).order_by("pk").values_list("pk", flat=True)
    people = Contact.objects.filter(has).order_by("pk").values_list("customer", flat=True)
    return {*own[:MOST_ALIKE], *people[:MOST_ALIKE]}


def _by_number(user, number: str) -> list[Customer]:
    """Customers with exactly this number, restricted ones only in sight. Three queries."""
    rows = Customer.objects.filter(archived_at=None, pk__in=ids_with_number(number))
    seen = visible_customers(user).values("pk")
    rows = rows.filter(Q(is_restricted=False) | Q(pk__in=seen))
    return list(rows.select_related("owner")[:MOST])
