"""What the search knows of customers and contacts."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.urls import reverse

from maizi.accounts.access import group_access, rights_of
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_
from maizi.search.access import SearchKind
from maizi.search.terms import Document, Hit, Sort, facet

from .. import access
from ..models import Alias, Collaborator, Contact, Customer
from ..terms import PartyType

FACET_COLUMNS = ("lifecycle", "industry", "nature", "channel", "province", "city")
CUSTOMER_COLUMNS = (
    "id", "party_type", "name", "short_name", "mobile", "phone", "no", "usc_code", "note",
    "owner_id", "org_unit_id", "pool_id", *FACET_COLUMNS,
)  # fmt: skip
CONTACT_COLUMNS = (
    "id", "name", "mobile", "phone", "customer_id", "customer__owner_id",
    "customer__org_unit_id", "customer__pool_id",
)  # fmt: skip


def customer_documents(ids: Collection[int]) -> Iterator[Document]:
    """Customers as the index keeps them, by their former names and numbers too. Four queries."""
    shares, former, hidden = _shares(ids), _former(ids), access.hidden_of()
    for row in Customer.objects.filter(pk__in=ids, archived_at=None).values(*CUSTOMER_COLUMNS):
        shown = row | dict.fromkeys(hidden.get(row["pool_id"], ()), "")
        yield customer_document(shown, shares.get(row["id"], ()), former.get(row["id"], ()))


def customer_document(
    row: dict, sharers: Collection[int] = (), former: Collection[tuple[str, str]] = ()
) -> Document:
    """One customer, from the values of CUSTOMER_COLUMNS and who it is shared with.

    former  (name, number) of customers that became part of it

    A customer in a pool is not found by its numbers, nor by what the pool hides (which the
    caller leaves empty): nobody guesses what he may not read.
    """
    sort = Sort.PERSON if row["party_type"] == PartyType.INDIVIDUAL else Sort.NAME
    texts = [(sort, row["name"]), (Sort.NAME, row["short_name"]), (Sort.CODE, row["no"])]
    texts += [(Sort.CODE, row["usc_code"]), (Sort.FREE, row["note"])]
    texts += [(sort, name) for name, _no in former] + [(Sort.CODE, no) for _name, no in former]
    if row["pool_id"] is None:
        texts += [(Sort.PHONE, row["mobile"]), (Sort.PHONE, row["phone"])]
    facets = [facet("share", user) for user in sharers]
    facets += _place(row["owner_id"], row["org_unit_id"], row["pool_id"])
    facets += [facet(name, row[name]) for name in FACET_COLUMNS if row[name]]
    return Document(row["id"], [t for t in texts if t[1]], facets)


def contact_documents(ids: Collection[int]) -> Iterator[Document]:
    """Contacts as the index keeps them, in the sight of their customers. Two queries."""
    rows = list(Contact.objects.filter(pk__in=ids).values(*CONTACT_COLUMNS))
    shares = _shares([row["customer_id"] for row in rows])
    for row in rows:
        texts = [(Sort.PERSON, row["name"])]
        texts += [(Sort.PHONE, row[n]) for n in ("mobile", "phone") if row[n]]
        facets = [facet("share", user) for user in shares.get(row["customer_id"], ())]
        place = (row[f"customer__{n}"] for n in ("owner_id", "org_unit_id", "pool_id"))
        yield Document(row["id"], texts, facets + _place(*place))


def _place(owner: int | None, unit: int, pool: int | None) -> list[str]:
    found = [facet("unit", unit)]
    found += [facet("owner", owner)] if owner else []
    return found + ([facet("pool", pool)] if pool else [])


def _shares(ids: Collection[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    pairs = Collaborator.objects.filter(customer__in=ids).values_list("customer_id", "user_id")
    for customer, user in pairs:
        found.setdefault(customer, []).append(user)
    return found


def _former(ids: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    rows = Alias.objects.filter(customer__in=ids).values_list("customer_id", "name", "no")
    for customer, name, no in rows:
        found.setdefault(customer, []).append((name, no))
    return found


def scope_of(user) -> list[str] | None:
    """The facets of which a customer in somebody's sight has one; None when he sees all."""
    sight = rights_of(user).sight("customer")
    if sight.everything:
        return None
    if sight.nothing:
        return []
    found = [facet("owner", user.pk), facet("share", user.pk)]
    found += [facet("unit", unit) for unit in sorted(sight.unit_ids)]
    return found + [facet("pool", pool) for pool in access.open_pool_ids(user)]


def sorts_of(user) -> frozenset[Sort]:
    """What the person may search in: numbers only when he may read them (no guessing)."""
    may_read = group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ
    return frozenset(Sort) if may_read else frozenset(Sort) - {Sort.PHONE}


def _customer_hits(user, rows: QuerySet[Customer]) -> Iterator[Hit]:
    place = reverse("customers:customer", args=[0])
    columns = ("id", "name", "no", "city", "owner__name", "pool__name")
    closed = access.HIDING.rows("city")
    hiding = set(rows.filter(closed).values_list("pk", flat=True)) if closed else set()
    for id_, name, no, city, *rest in rows.values_list(*columns):
        hints = (no, "" if id_ in hiding else city, *rest)
        yield Hit(id_, name, " · ".join(filter(None, hints)), place.replace("/0/", f"/{id_}/"))


def _contact_hits(user, rows: QuerySet[Contact]) -> Iterator[Hit]:
    place = reverse("customers:customer", args=[0])
    columns = ("id", "customer_id", "name", "job_title", "customer__name")
    for id_, customer, name, *hints in rows.values_list(*columns):
        yield Hit(id_, name, " · ".join(filter(None, hints)), place.replace("/0/", f"/{customer}/"))


CUSTOMERS = SearchKind(
    code="customer",
    label=N_("客户"),
    model=Customer,
    documents=customer_documents,
    visible=access.visible_customers,
    scope=scope_of,
    sorts=sorts_of,
    describe=_customer_hits,
)
CONTACTS = SearchKind(
    code="contact",
    mark="k",
    label=N_("联系人"),
    model=Contact,
    documents=contact_documents,
    visible=access.visible_contacts,
    scope=scope_of,
    sorts=sorts_of,
    describe=_contact_hits,
)
