"""What the search knows of opportunities: name, number, customer."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.urls import reverse

from maizi.kernel.texts import N_
from maizi.search.access import SearchKind
from maizi.search.terms import Document, Hit, Sort

from .. import access
from ..models import Opportunity


def opportunity_documents(ids: Collection[int]) -> Iterator[Document]:
    """Opportunities as the index keeps them. One query."""
    rows = Opportunity.objects.filter(pk__in=ids).values_list("id", "no", "name", "customer__name")
    for id_, no, name, customer in rows:
        yield Document(id_, [(Sort.NAME, name), (Sort.NAME, customer), (Sort.CODE, no)])


def _hits(user, rows: QuerySet[Opportunity]) -> Iterator[Hit]:
    place = reverse("development:opportunity", args=[0])
    for id_, name, *hints in rows.values_list("id", "name", "customer__name", "stage__name"):
        yield Hit(id_, name, " · ".join(filter(None, hints)), place.replace("/0/", f"/{id_}/"))


def _scope(user) -> list[str] | None:
    return None if access.may(user, "view") else []


DEALS_FOUND = SearchKind(
    code="opportunity",
    mark="j",
    label=N_("商机"),
    model=Opportunity,
    documents=opportunity_documents,
    visible=access.visible_opportunities,
    scope=_scope,
    sorts=lambda user: frozenset(Sort),
    describe=_hits,
)
