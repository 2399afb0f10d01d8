"""How do we get to this person? The shortest way through relations to a colleague who knows."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.kernel.texts import N_

from .. import access, rules
from ..models import Collaborator, Contact, Customer, Relation
from .relations import End, Key, end_of, reversed_label

MOST_STEPS, MOST_NODES = 5, 400
MOST_PER_RING = 200
KNOWN_DAYS = 730
OWNER, TALKED, COLLABORATES = N_("是负责人"), N_("联系过"), N_("是协作人")
AT_CUSTOMER, SOMEBODY_AT = N_("的联系人"), N_("所在的客户")


def way_to(user, customer: Customer, contact: Contact | None) -> list[tuple[str, End]]:
    """(what leads here, end) from the customer or person asked about to one we know.

    Walks only through customers that the person sees; at most five steps, so a bounded number
    of queries. Empty when nobody of ours knows anybody near.
    """
    start: Key = (customer.pk, contact.pk if contact else None)
    known: dict[Key, tuple[User, str]] = {}

    known.update(_known_among(user, [start]))
    way = rules.shortest_way(
        start, lambda ring: _look_ahead(user, ring, known), known.__contains__,
        rules.Bounds(MOST_STEPS, MOST_NODES),
    )  # fmt: skip
    return _told(user, way, known)


def _look_ahead(user, ring: list[Key], known: dict) -> dict[Key, list[tuple[Key, str]]]:
    """The neighbours of a ring, with who of ours knows them asked at once."""
    around = _around(user, ring)
    keys = {key: None for found in around.values() for key, _by in found}
    known.update(_known_among(user, list(keys)[:MOST_PER_RING]))
    return around


def _around(user, ring: list[Key]) -> dict[Key, list[tuple[Key, str]]]:
    """What is one step away: related customers and people, and the people of a customer."""
    ids = {customer for customer, _contact in ring}
    rows = Relation.objects.filter(Q(first__in=ids) | Q(second__in=ids))[:MOST_NODES]
    found: dict[Key, list[tuple[Key, str]]] = {key: [] for key in ring}
    ends = {pk for row in rows for pk in (row.first_id, row.second_id)}
    seen = set(access.visible_customers(user).filter(pk__in=ends).values_list("pk", flat=True))
    for row in rows:
        first = (row.first_id, row.first_contact_id)
        second = (row.second_id, row.second_contact_id)
        if {row.first_id, row.second_id} <= seen:
            found.setdefault(first, []).append((second, str(row.get_type_display())))
            found.setdefault(second, []).append((first, reversed_label(row.type)))
    people = access.visible_contacts(user).filter(customer__in=ids)
    for pk, customer in people.values_list("pk", "customer")[:MOST_NODES]:
        found.setdefault((customer, None), []).append(((customer, pk), _(AT_CUSTOMER)))
    for customer, contact in ring:
        if contact:
            found[customer, contact].append(((customer, None), _(SOMEBODY_AT)))
    return found


def _known_among(user, keys: Iterable[Key]) -> dict[Key, tuple[User, str]]:
    """Who of ours knows these customers and people: talked to them, owns or shares them."""
    keys = list(keys)
    ids = {customer for customer, _contact in keys}
    seen = access.visible_customers(user).filter(pk__in=ids)
    owners = {row.pk: row.owner for row in seen.select_related("owner") if row.owner_id}
    since = timezone.now() - timedelta(days=KNOWN_DAYS)
    talked = access.visible_activities(user).filter(customer__in=ids, at__gte=since)
    talks: dict[Key, User] = {}
    for row in talked.select_related("author").order_by("at")[:MOST_NODES]:
        talks[row.customer_id, row.contact_id] = row.author
        talks[row.customer_id, None] = row.author
    shares = Collaborator.objects.filter(customer__in=owners).select_related("user")
    shared_with = {share.customer_id: share.user for share in shares}
    found: dict[Key, tuple[User, str]] = {}
    for key in keys:
        customer, contact = key
        if key in talks:
            found[key] = (talks[key], TALKED)
        elif contact is None and customer in owners:
            found[key] = (owners[customer], OWNER)
        elif contact is None and customer in shared_with:
            found[key] = (shared_with[customer], COLLABORATES)
    return found


def _told(user, way: list, known: dict) -> list[tuple[str, End]]:
    if not way:
        return []
    customers = Customer.objects.in_bulk({key[0] for key, _by in way})
    contacts = Contact.objects.in_bulk({key[1] for key, _by in way} - {None})
    sight = (set(customers), set(contacts))
    steps = [(by or "", end_of(customers[key[0]], contacts.get(key[1]), sight)) for key, by in way]
    person, how = known[way[-1][0]]
    return [*steps, (_(how), End((0, None), person.name, "", ""))]
