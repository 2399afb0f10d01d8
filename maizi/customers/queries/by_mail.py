"""Whose an e-mail address is."""

from collections.abc import Collection

from django.db.models import QuerySet

from ..models import Contact, Customer, MatchKey
from ..rules.matching import mail_key

MOST_ALIKE = 20


def people_at(
    rows: QuerySet[Customer], addresses: Collection[str]
) -> dict[str, list[tuple[Customer, Contact | None]]]:
    """Folded address -> customers among the rows that are reached there, with the contact whose
    address it is (None: the customer's own). Three queries, by the index of twins."""
    wanted = {address: mail_key(address) for address in addresses if address}
    if not wanted:
        return {}
    keys = MatchKey.objects.filter(key__in=wanted.values()).values("customer")
    found: dict[str, list[tuple[Customer, Contact | None]]] = {}
    known = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")[:MOST_ALIKE]}
    contacts = Contact.objects.filter(customer__in=known).exclude(email="").order_by("pk")
    for contact in contacts:
        if (address := contact.email.strip().casefold()) in wanted:
            found.setdefault(address, []).append((known[contact.customer_id], contact))
    for row in known.values():
        if (address := row.email.strip().casefold()) in wanted:
            found.setdefault(address, []).append((row, None))
    return found


def customers_of_host(rows: QuerySet[Customer], host: str, most: int = 5) -> list[Customer]:
    """Customers among the rows where somebody has an address of this domain: a guess, no more.

    Looks through the addresses of all contacts, so for one letter that somebody looks at.
    """
    named = Contact.objects.filter(email__iendswith=f"@{host}").values("customer")
    return list(rows.filter(pk__in=named[:200]).order_by("pk")[:most])
