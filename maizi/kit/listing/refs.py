"""Cells of many-to-many columns: what a row refers to, as far as the person sees it."""

from collections.abc import Sequence

from maizi.kit.reach import visible_rows

from .columns import Column
from .views import Row


def attach_labels(rows: Sequence[Row], column: Column, *, user) -> None:
    """Put the (id, label) pairs that the person may see on each row; one query."""
    through, field = column.field.remote_field.through, column.field
    here, there = field.m2m_field_name(), field.m2m_reverse_field_name()
    seen = visible_rows(field.related_model, user).order_by().values("pk")
    wanted = {f"{here}__in": [r.pk for r in rows], f"{there}__in": seen}
    pairs = through.objects.filter(**wanted).values_list(
        f"{here}_id", f"{there}_id", f"{there}__{column.name_of_related}"
    )
    found: dict[int, list] = {}
    for row_id, id_, label in pairs:
        found.setdefault(row_id, []).append((id_, label))
    for row in rows:
        setattr(row, column.name, found.get(row.pk, []))


def labels_of(row: Row, column: Column) -> list[str]:
    """The labels of one cell."""
    return [label for _, label in getattr(row, column.name)]
