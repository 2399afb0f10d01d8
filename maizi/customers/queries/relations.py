"""One customer's neighbourhood in the graph of relations, as far as a person may see it."""

import math
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from maizi.kernel.texts import N_

from .. import access, rules
from ..models import Contact, Customer, Relation
from ..terms import REVERSED, PanelPlace, RelationType
from .decisions import decision_map

WIDTH = 920
HEIGHTS = ((2, 130), (4, 300), (8, 400), (99, 560))  # of up to so many neighbours
MOST_AROUND = 24
MOST_SIBLINGS = 40
Key = tuple[int, int | None]  # customer, contact


@dataclass(frozen=True)
class End:
    """One end of a relation as the person may know it."""

    key: Key
    name: str
    hint: str
    href: str
    is_hidden: bool = False


@dataclass(frozen=True)
class Around:
    """One neighbour with what it is to the middle, and where it is drawn."""

    relation: Relation
    end: End
    own: str  # which of our customer's people it hangs on, "" for the customer itself
    label: str
    x: int
    y: int


def neighbourhood(user, customer: Customer) -> dict:
    """What stands around a customer: relations of it and of its people. Three queries."""
    rows = Relation.objects.filter(Q(first=customer) | Q(second=customer)).select_related(
        "first", "second", "first_contact", "second_contact"
    )
    rows = list(rows[:MOST_AROUND])
    others = {row.second_id if row.first_id == customer.pk else row.first_id for row in rows}
    seen = set(access.visible_customers(user).filter(pk__in=others).values_list("pk", flat=True))
    contacts = {row.first_contact_id for row in rows} | {row.second_contact_id for row in rows}
    rows_seen = access.visible_contacts(user).filter(pk__in=contacts - {None})
    people = set(rows_seen.values_list("pk", flat=True))
    height = next(tall for most, tall in HEIGHTS if len(rows) <= most)
    places = rules.ring_places(len(rows), width=WIDTH, height=height, turn=math.pi / 2)
    around = [
        _around(row, customer, (seen, people), place)
        for row, place in zip(rows, places, strict=True)
    ]
    return {
        "around": around,
        "width": WIDTH,
        "height": height,
        "middle": (WIDTH // 2, height // 2),
        "is_cut": len(rows) == MOST_AROUND,
    }


def group_of(user, customer: Customer) -> dict:
    """The company above and the ones below. Two queries."""
    parents = Relation.objects.filter(type=RelationType.PARENT).order_by("id")
    above = parents.filter(first=customer).values_list("second_id", flat=True).first()
    below = parents.filter(second=customer).values_list("first_id", flat=True)[:MOST_SIBLINGS]
    ids = {above, *below} - {None}
    visible = access.visible_customers(user).filter(pk__in=ids)
    names = dict(visible.values_list("pk", "name"))
    return {
        "parent": _named(above, names) if above else None,
        "children": [_named(pk, names) for pk in below],
    }


def _named(pk: int, names: dict[int, str]) -> End:
    name = names.get(pk)
    return End((pk, None), name or _("不可见的客户"), "", graph_url(pk) if name else "", not name)


def graph_url(customer_id: int) -> str:
    """The page of a customer's relations."""
    return reverse("customers:tab", args=[customer_id, "customers-relations"])


def _around(row: Relation, customer: Customer, sight: tuple[set, set], place) -> Around:
    is_first = row.first_id == customer.pk
    own = row.first_contact if is_first else row.second_contact
    other = (row.second, row.second_contact) if is_first else (row.first, row.first_contact)
    label = row.get_type_display() if is_first else reversed_label(row.type)
    return Around(
        row, end_of(*other, sight), own.name if own and own.pk in sight[1] else "", label,
        place.x, place.y,
    )  # fmt: skip


def reversed_label(type_: str) -> str:
    """What the first is to the second."""
    known = REVERSED.get(RelationType(type_))
    return _(known) if known else str(RelationType(type_).label)


def end_of(customer: Customer, contact: Contact | None, sight: tuple[set, set]) -> End:
    """A customer or one of its people, hidden where the person may not see the customer."""
    seen, people = sight
    key = (customer.pk, contact.pk if contact else None)
    if customer.pk not in seen:
        return End(key, _("不可见的客户"), "", "", is_hidden=True)
    href = graph_url(customer.pk)
    if contact is None:
        return End(key, customer.name, "", href)
    name = contact.name if contact.pk in people else _("（不可见）")
    return End(key, name, customer.name, href)


def _tab(user, customer: Customer) -> dict | None:
    if not access.may(user, "unmask", customer):
        return None
    return {
        **neighbourhood(user, customer),
        **group_of(user, customer),
        "map": decision_map(user, customer),
        "may_change": access.may(user, "change", customer),
    }


RELATIONS = access.Panel(
    code="customers.relations",
    label=N_("关系图"),
    place=PanelPlace.TAB,
    template="customers/relations_tab.html",
    context=_tab,
    is_offered=lambda user, customer: access.may(user, "unmask", customer),
    position=20,
)
