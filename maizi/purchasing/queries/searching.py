"""What the search knows of suppliers: name, short name, number, code."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.urls import reverse

from maizi.kernel.texts import N_
from maizi.search.access import SearchKind
from maizi.search.terms import Document, Hit, Sort

from .. import access
from ..models import Supplier

COLUMNS = ("id", "no", "name", "short_name", "usc_code", "supplies")


def supplier_documents(ids: Collection[int]) -> Iterator[Document]:
    """Suppliers as the index keeps them. One query."""
    for row in Supplier.objects.filter(pk__in=ids).values(*COLUMNS):
        yield supplier_document(row)


def supplier_document(row: dict) -> Document:
    """One supplier, from the values of COLUMNS."""
    texts = [
        (Sort.NAME, row["name"]), (Sort.NAME, row["short_name"]), (Sort.NAME, row["supplies"]),
        (Sort.CODE, row["no"]), (Sort.CODE, row["usc_code"]),
    ]  # fmt: skip
    return Document(row["id"], [t for t in texts if t[1]])


def _hits(user, rows: QuerySet[Supplier]) -> Iterator[Hit]:
    place = reverse("purchasing:supplier", args=[0])
    for id_, name, *hints in rows.values_list("id", "name", "no", "supplies"):
        yield Hit(id_, name, " · ".join(filter(None, hints)), place.replace("/0/", f"/{id_}/"))


def _scope(user) -> list[str] | None:
    return None if access.may_supplier(user, "view") else []


SUPPLIERS = SearchKind(
    code="supplier",
    mark="v",
    label=N_("供应商"),
    model=Supplier,
    documents=supplier_documents,
    visible=access.visible_suppliers,
    scope=_scope,
    sorts=lambda user: frozenset(Sort),
    describe=_hits,
)
