"""Rows into tables, many at once, and out again: what the importers of all apps share."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from django.db import models

from maizi.history.actions import insert_rows
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb

LOOKS = (Verb.VIEW, Verb.REVEAL, Verb.EXPORT, Verb.PRINT)
AS_THEY_ARE = frozenset((str, bool, int, list, dict))


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


def changes_of(row: dict, untold: Collection[str]) -> dict:
    """What the history keeps of a new record: every value that says something."""
    return {
        name: [None, value if type(value) in AS_THEY_ARE else str(value)]
        for name, value in row.items()
        if name not in untold and value not in (None, "")
    }


def kept(value) -> object:
    """A value of a changed record as the history keeps it."""
    if value in (None, ""):
        return None
    return value if isinstance(value, bool | int) else str(value)


def touched_since(kind: str, ids: Iterable[int], chains: Sequence[str]) -> set[int]:
    """Those about which the history says more than these chains did. One query."""
    later = HistoryEntry.objects.filter(kind=kind, object_id__in=list(ids))
    later = later.exclude(chain__in=chains).exclude(verb__in=LOOKS)
    # Without an order: by it, SQLite would read the whole history for each batch.
    return set(later.order_by().values_list("object_id", flat=True))


def used_elsewhere(
    model: type[models.Model], ids: Iterable[int], but: Collection[type[models.Model]] = ()
) -> set[int]:
    """Those that a record of any other table refers to. One query for all such tables."""
    asked, uses = list(ids), _used(model, frozenset(but))
    if not asked or uses is None:  # nothing refers to this table: an empty question would find all
        return set()
    return set(uses.filter(pk__in=asked).values_list("pk", flat=True))


@cache
def _used(model: type[models.Model], but: frozenset[type[models.Model]]) -> models.QuerySet | None:
    """The rows of a table that others refer to; None when no other table does.

    Put together once: there are more than a hundred tables, and an import asks batch by batch.
    """
    used = models.Q()
    for relation in model._meta.get_fields(include_hidden=True):
        is_key = relation.auto_created and not relation.concrete and not relation.many_to_many
        if is_key and relation.related_model not in but:
            at = {relation.field.attname: models.OuterRef("pk")}
            used |= models.Q(models.Exists(relation.related_model._base_manager.filter(**at)))
    return model._base_manager.filter(used).order_by() if used else None


def put_back(row: models.Model, changes: dict) -> bool:
    """Set the old values if every new one still stands."""
    fields = {name: row._meta.get_field(name) for name in changes}
    for name, (_, new) in changes.items():
        now = getattr(row, fields[name].attname)
        if now != fields[name].to_python(new) and not (new is None and now in ("", None)):
            return False
    for name, (old, _) in changes.items():
        field = fields[name]
        empty = None if field.null else ""
        setattr(row, field.attname, empty if old is None else field.to_python(old))
    return True


def turned(changes: dict) -> dict:
    """The changes of taking changes back."""
    return {name: [new, old] for name, (old, new) in changes.items()}
