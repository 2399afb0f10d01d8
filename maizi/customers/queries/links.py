"""Every column of the installed models that points to a customer: found, not listed."""

from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet, UniqueConstraint

from .. import access
from ..models import Customer, MatchKey, TwinPair

DERIVED = (MatchKey, TwinPair)  # made anew or settled apart


@dataclass(frozen=True, slots=True)
class Link:
    """One column whose values are ids of records of `target`.

    kind  model label that rows about `target` carry, "" for a foreign key
    """

    model: type[Model]
    column: str
    target: type[Model]
    kind_column: str = ""

    @property
    def name(self) -> str:
        """The column as it is kept beside its rows."""
        return f"{self.model._meta.label_lower}.{self.column}"

    @property
    def field(self) -> Field:
        return next(f for f in self.model._meta.concrete_fields if f.attname == self.column)

    def rows(self, ids: Collection[int]) -> QuerySet:
        """The rows that point to these."""
        found = self.model._base_manager.filter(**{f"{self.column}__in": list(ids)})
        if self.kind_column:
            found = found.filter(**{self.kind_column: self.target._meta.label_lower})
        return found

    def uniques(self) -> list[tuple[tuple[str, ...], Q | None]]:
        """(other columns, condition) of every constraint that this column is part of."""
        meta, own = self.model._meta, self.field.name
        found = [
            (tuple(c.fields), c.condition)
            for c in meta.constraints
            if isinstance(c, UniqueConstraint) and own in c.fields
        ]
        found += [(tuple(names), None) for names in meta.unique_together if own in names]
        found += [((own,), None)] if self.field.unique else []
        return [
            (tuple(meta.get_field(n).attname for n in names if n != own), condition)
            for names, condition in found
        ]


def links_to(target: type[Model] = Customer) -> list[Link]:
    """All of them: foreign keys, hidden and many-to-many ones too, and declared references."""
    found = [
        Link(model, field.attname, target)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is target and model not in DERIVED
    ]
    found += [
        Link(one.model, one.id_column, target, one.kind_column)
        for one in access.references()
        if not (one.stays or one.is_carried)
    ]
    return sorted(found, key=lambda link: link.name)


def uncovered() -> list[str]:
    """Tables that a merge would not carry over as they are: to be declared by their app.

    A (kind, object_id) pair nobody declared, and a constraint that two customers' rows may break.
    """
    declared = {one.model for one in access.references()}
    found = [
        f"{model._meta.label}: names records by object_id and is not declared"
        for model in apps.get_models(include_auto_created=True)
        if {"kind", "object_id"} <= {f.name for f in model._meta.concrete_fields}
        and model not in declared
    ]
    return found + [
        f"{link.model._meta.label}: {link.column} is part of a constraint and not declared"
        for link in links_to()
        if link.uniques() and not access.is_settled(link.model)
    ]
