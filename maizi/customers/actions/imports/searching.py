"""Make what came in findable at once."""

from collections.abc import Iterable

from maizi.search.actions import index, index_many
from maizi.search.terms import Document

from ...models import Customer
from ...queries.searching import contact_documents, customer_document
from .people import Written

TEXTS = ("short_name", "mobile", "phone", "usc_code", "note")


def make_findable(added: Iterable[dict], changed: Iterable[Customer], people: Written) -> None:
    """Index new and changed customers and contacts; new ones without looking for old entries."""
    index_many("customer", map(_document, added))
    index("customer", [row.pk for row in changed])
    if people.new:
        index_many("contact", contact_documents(people.new))
    index("contact", people.changed)


def _document(row: dict) -> Document:
    known = {name: row.get(name, "") for name in TEXTS}
    return customer_document(
        {**row, **known, "owner_id": row["owner"], "org_unit_id": row["org_unit"],
         "pool_id": row["pool"]}
    )  # fmt: skip
