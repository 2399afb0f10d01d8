"""What a merge keeps to be taken back: values, places and rows as they were."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.db.models import Model, QuerySet

from ...models import Customer


@dataclass(slots=True)
class Kept:
    """Everything a merge changed, in the order in which it did.

    before, after  the survivor's columns
    absorbed       every column of the customers that went
    moved          [link, former id, ids of the rows]
    removed        [model, columns of a row that went]
    changed        [model, id, {column: [old, new]}]
    created        [model, id] of rows that came
    sealed         [kind, former id, ids] of sealed values that were sealed anew
    """

    before: dict = field(default_factory=dict)
    after: dict = field(default_factory=dict)
    absorbed: list[dict] = field(default_factory=list)
    moved: list[list] = field(default_factory=list)
    removed: list[list] = field(default_factory=list)
    changed: list[list] = field(default_factory=list)
    created: list[list] = field(default_factory=list)
    sealed: list[list] = field(default_factory=list)

    def remove(self, rows: QuerySet) -> None:
        """Delete these rows and keep what they said."""
        label = rows.model._meta.label_lower
        self.removed += [[label, values] for values in rows.values(*attnames(rows.model))]
        rows.delete()

    def change(self, row: Model, **values) -> None:
        """Change one row and keep what it said."""
        told = {name: [getattr(row, name), new] for name, new in values.items()}
        told = {name: pair for name, pair in told.items() if pair[0] != pair[1]}
        if told:
            type(row)._base_manager.filter(pk=row.pk).update(**values)
            self.changed.append([row._meta.label_lower, row.pk, told])
            for name, new in values.items():
                setattr(row, name, new)

    def create(self, row: Model) -> None:
        """Write a new row and keep that it came with the merge."""
        row.save(force_insert=True)
        self.created.append([row._meta.label_lower, row.pk])

    def written(self) -> dict:
        """As JSON keeps it."""
        return asdict(self)


def attnames(model: type[Model]) -> list[str]:
    """Names of all columns of a table, keys by their id."""
    return [one.attname for one in model._meta.concrete_fields]


def columns_of(row: Customer) -> dict:
    """Every column of a row."""
    return {name: getattr(row, name) for name in attnames(type(row))}


def in_slices(ids: Iterable[int], size: int = 900) -> Iterable[list[int]]:
    """Lists that a statement of any database takes."""
    ids = list(ids)
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
