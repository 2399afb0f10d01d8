"""History entries as people read them: labels instead of codes, masked where rights say so."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from maizi.accounts.access import field_access
from maizi.history.access import told_about
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel import masking
from maizi.kernel.privacy import FieldAccess

from .. import show
from ..reach import visible_rows


@dataclass(frozen=True)
class ReadableEntry:
    """One entry with its verb and changes in words: (label, old text, new text).

    told  (words, address) of how it came about
    """

    entry: HistoryEntry
    verb: str
    changes: list[tuple[str, str, str]]
    told: Sequence[tuple[str, str]] = ()


def readable_entries(
    entries: list[HistoryEntry], *, model, user, unmasked: bool = True,
    hidden: frozenset[str] = frozenset(),
) -> list[ReadableEntry]:  # fmt: skip
    """Entries in words; one query per referenced model that occurs in them.

    unmasked  False hides the fields that are masked while a record lies in a pool
    hidden    names of fields that the record hides altogether
    """
    fields = {f.name: f for f in [*model._meta.concrete_fields, *model._meta.many_to_many]}
    fields |= getattr(model, "kept_beside", {})
    reader = _Reader(model, user, fields, _names(entries, fields, user), unmasked, hidden)
    told = told_about(model._meta.label_lower, user, entries)
    return [
        ReadableEntry(
            entry, verb_label(entry.verb), reader.lines(entry.changes), told.get(entry.pk, ())
        )
        for entry in entries
    ]


def verb_label(code: str) -> str:
    """What a verb is called; verbs of an app itself are recorded with their Chinese name."""
    return str(Verb(code).label) if code in set(Verb) else _(code)


def _names(entries, fields, user) -> dict[tuple[type[models.Model], str], str]:
    """What the records that the changes mention are called, as far as the person sees them."""
    asked: dict[type[models.Model], set] = {}
    pairs = [pair for entry in entries for pair in entry.changes.items()]
    for name, (old, new) in pairs:
        field = fields.get(name)
        if field is not None and field.is_relation:
            ids = [*(old or []), *(new or [])] if field.many_to_many else [old, new]
            asked.setdefault(field.related_model, set()).update(i for i in ids if i)
    return {
        (model, str(row.pk)): str(row)
        for model, ids in asked.items()
        for row in visible_rows(model, user).filter(pk__in=ids)
    }


@dataclass(frozen=True)
class _Reader:
    """Puts one model's changes into words for one person."""

    model: type[models.Model]
    user: object
    fields: dict[str, models.Field]
    names: dict[tuple[type[models.Model], str], str]
    unmasked: bool
    hidden: frozenset[str] = frozenset()

    def lines(self, changes: dict[str, list]) -> list[tuple[str, str, str]]:
        found = (self.line(name, pair) for name, pair in changes.items())
        return [line for line in found if line]

    def line(self, name: str, pair: list) -> tuple[str, str, str] | None:
        field = self.fields.get(name)
        if field is None:
            return _(name), show.plain(pair[0]), show.plain(pair[1])
        access = field_access(self.user, self.model, field)
        is_hidden = name in self.hidden or getattr(field, "auto_now", False)
        if access == FieldAccess.NONE or is_hidden:
            return None
        old, new = (self.text(field, value) for value in pair)
        kind = getattr(field, "mask", None)
        if access == FieldAccess.MASKED or (kind and not self.unmasked):
            old, new = masking.mask(kind or "text", old), masking.mask(kind or "text", new)
        return str(field.verbose_name), old, new

    def text(self, field: models.Field, value) -> str:
        if value is None:
            return ""
        if told := getattr(field, "told", None):
            return told(value)
        if field.many_to_many:
            return _("、").join(self.names.get((field.related_model, str(v)), "—") for v in value)
        if field.is_relation:
            return self.names.get((field.related_model, str(value)), _("（不可见）"))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(field, models.DateTimeField | models.DateField | models.BooleanField):
            return show.plain(_value_of(field, value))
        return show.plain(value)


def _value_of(field: models.Field, value: object) -> object:
    """What was stored; a date that is sealed for its privacy stays the text it is."""
    try:
        return field.to_python(value)
    except ValidationError:
        return value
