"""Make what came in findable at once."""

from collections.abc import Iterable

from maizi.search.actions import index

from ...models import Customer


def make_findable(added: Iterable[dict], changed: Iterable[Customer], contacts: Iterable[int]):
    """Index new and changed customers and contacts."""
    index("customer", [row["id"] for row in added] + [row.pk for row in changed])
    index("contact", contacts)
