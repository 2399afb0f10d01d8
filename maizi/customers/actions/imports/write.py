"""Rows of customers into tables, each as its model would have it."""

from django.utils import timezone

from maizi.kit.imports import rows as written
from maizi.kit.imports.rows import filled, insert_all, names_of

from ...models import Contact, Customer

__all__ = ["CONTACT_KIND", "KIND", "changes_of", "filled", "insert_all", "names_of", "new_values"]

KIND = Customer._meta.label_lower
CONTACT_KIND = Contact._meta.label_lower
UNTOLD = frozenset(("id", "created_at", "changed_at", "sort_name", "name_key", "import_id"))


def new_values(values: dict, importing) -> dict:
    """The columns of a new customer that no sheet says."""
    now = timezone.now()
    return {
        **values, "created_at": now, "changed_at": now, "created_by": importing.user.pk,
        "import_id": importing.run.pk,
    }  # fmt: skip


def changes_of(row: dict) -> dict:
    """What the history keeps of a new record: every value that says something."""
    return written.changes_of(row, UNTOLD)
