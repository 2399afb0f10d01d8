"""What the search knows of quotes and orders: numbers, the customer's own number, his name."""

from collections.abc import Callable, Collection, Iterator

from django.db.models import Model, QuerySet

from maizi.accounts.access import rights_of
from maizi.kernel.texts import N_
from maizi.search.access import SearchKind
from maizi.search.terms import Document, Hit, Sort, facet

from .. import access
from ..models import Order, Quote

COLUMNS = ("id", "no", "customer__name", "owner_id", "org_unit_id")


def order_documents(ids: Collection[int]) -> Iterator[Document]:
    """Orders as the index keeps them. One query."""
    for row in Order.objects.filter(pk__in=ids).values(*COLUMNS, "customer_no"):
        yield document_of(row, row["customer_no"])


def quote_documents(ids: Collection[int]) -> Iterator[Document]:
    """Quotes as the index keeps them. One query."""
    for row in Quote.objects.filter(pk__in=ids).values(*COLUMNS, "title"):
        yield document_of(row, row["title"])


def document_of(row: dict, more: str = "") -> Document:
    """One document, from the values of COLUMNS and another word it is known by."""
    texts = [(Sort.CODE, row["no"]), (Sort.NAME, row["customer__name"]), (Sort.NAME, more)]
    facets = [facet("owner", row["owner_id"]), facet("unit", row["org_unit_id"])]
    return Document(row["id"], [one for one in texts if one[1]], facets)


def _scope(entity: str) -> Callable:
    def scope(user) -> list[str] | None:
        sight = rights_of(user).sight(entity)
        if sight.everything:
            return None
        if sight.nothing:
            return []
        units = [facet("unit", unit) for unit in sorted(sight.unit_ids)]
        return [facet("owner", user.pk), *units]

    return scope


def _hits(user, rows: QuerySet[Model]) -> Iterator[Hit]:
    for row in rows.select_related("customer"):
        told = f"{row.customer.name} · {row.get_state_display()}"
        yield Hit(row.pk, row.no, told, row.get_absolute_url())


ORDERS = SearchKind(
    code="order",
    mark="o",
    label=N_("销售订单"),
    model=Order,
    documents=order_documents,
    visible=access.visible_orders,
    scope=_scope("order"),
    sorts=lambda user: frozenset(Sort),
    describe=_hits,
)
QUOTES = SearchKind(
    code="quote",
    mark="q",
    label=N_("报价单"),
    model=Quote,
    documents=quote_documents,
    visible=access.visible_quotes,
    scope=_scope("quote"),
    sorts=lambda user: frozenset(Sort),
    describe=_hits,
)
