"""Rows into tables: many at once, each as its model would have it."""

from collections.abc import Sequence
from functools import cache

from django.db import models
from django.utils import timezone

from maizi.history.actions import insert_rows

from ...models import Contact, Customer

KIND = Customer._meta.label_lower
CONTACT_KIND = Contact._meta.label_lower


@cache
def names_of(model: type[models.Model]) -> tuple[str, ...]:
    """Names of all columns of a table, in the order of its model."""
    return tuple(field.name for field in model._meta.concrete_fields)


@cache
def _blank(model: type[models.Model]) -> tuple:
    """What each column holds when nobody says anything."""
    return tuple(
        None if field.null or isinstance(field, models.DateTimeField) else field.get_default()
        for field in model._meta.concrete_fields
    )


@cache
def _places(model: type[models.Model]) -> dict[str, int]:
    return {name: at for at, name in enumerate(names_of(model))}


def filled(model: type[models.Model], row: dict) -> list:
    """A row given as column → value as the values of all columns; the others are blank."""
    values, places = list(_blank(model)), _places(model)
    for name, value in row.items():
        values[places[name]] = value
    return values


def insert_all(model: type[models.Model], rows: Sequence[dict]) -> None:
    """Insert rows given as column → value. One statement a thousand."""
    insert_rows(model, names_of(model), (filled(model, row) for row in rows))


def new_values(values: dict, importing) -> dict:
    """The columns of a new customer that no sheet says."""
    now = timezone.now()
    return {
        **values, "created_at": now, "changed_at": now, "created_by": importing.user.pk,
        "import_id": importing.run.pk,
    }  # fmt: skip


def changes_of(row: dict) -> dict:
    """What the history keeps of a new record: every value that says something."""
    return {
        name: [None, _kept(value)]
        for name, value in row.items()
        if name not in UNTOLD and value not in (None, "")
    }


AS_THEY_ARE = frozenset((str, bool, int, list, dict))
UNTOLD = frozenset(("id", "created_at", "changed_at", "sort_name", "name_key", "import_id"))


def _kept(value):
    return value if type(value) in AS_THEY_ARE else str(value)
