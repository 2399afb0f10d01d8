"""Make what came in findable at once."""

from collections.abc import Iterable
from functools import cache

from maizi.search.actions import index, index_many
from maizi.search.terms import Document

from ...access import hidden_of
from ...models import Customer
from ...queries.searching import contact_documents, customer_document
from .people import Written
from .write import filled


def make_findable(added: Iterable[dict], changed: Iterable[Customer], people: Written) -> None:
    """Index new and changed customers and contacts; new ones without looking for old entries."""
    hidden = hidden_of()
    index_many("customer", (_document(row, hidden) for row in added))
    index("customer", [row.pk for row in changed])
    if people.new:
        index_many("contact", contact_documents(people.new))
    index("contact", people.changed)


def _document(row: dict, hidden: dict[int, frozenset[str]]) -> Document:
    """A new customer as the index keeps it, without reading it back."""
    values = dict(zip(_attnames(), filled(Customer, row), strict=True))
    return customer_document(values | dict.fromkeys(hidden.get(values["pool_id"], ()), ""))


@cache
def _attnames() -> tuple[str, ...]:
    return tuple(field.attname for field in Customer._meta.concrete_fields)
