"""History entries as people read them: labels instead of codes, masked where rights say so."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from maizi.accounts.access import field_access
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel import masking
from maizi.kernel.privacy import FieldAccess

from .. import show
from ..reach import visible_rows


@dataclass(frozen=True)
class ReadableEntry:
    """One entry with its verb and changes in words: (label, old text, new text)."""

    entry: HistoryEntry
    verb: str
    changes: list[tuple[str, str, str]]


def readable_entries(entries: list[HistoryEntry], model, user) -> list[ReadableEntry]:
    """Entries in words; one query per referenced model that occurs in them."""
    fields = {f.name: f for f in [*model._meta.concrete_fields, *model._meta.many_to_many]}
    names = _names(entries, fields, user)
    return [
        ReadableEntry(
            entry,
            verb_label(entry.verb),
            [line for name, pair in entry.changes.items()
             if (line := _line(fields.get(name), name, pair, names, user, model))],
        )
        for entry in entries
    ]  # fmt: skip


def verb_label(code: str) -> str:
    """What a verb is called; verbs of an app itself are recorded with their Chinese name."""
    return str(Verb(code).label) if code in set(Verb) else _(code)


def _names(entries, fields, user) -> dict[tuple[type[models.Model], str], str]:
    asked: dict[type[models.Model], set] = {}
    for entry in entries:
        for name, pair in entry.changes.items():
            field = fields.get(name)
            if field is not None and field.is_relation:
                values = pair if not field.many_to_many else [v for side in pair for v in side or []]
                asked.setdefault(field.related_model, set()).update(v for v in values if v)
    return {
        (model, str(row.pk)): str(row)
        for model, ids in asked.items()
        for row in visible_rows(model, user).filter(pk__in=ids)
    }


def _line(field, name: str, pair: list, names, user, model):
    if field is None:
        return name, show.plain(pair[0]), show.plain(pair[1])
    access = field_access(user, model, field)
    if access == FieldAccess.NONE:
        return None
    old, new = (_text(field, value, names) for value in pair)
    if access == FieldAccess.MASKED:
        kind = getattr(field, "mask", None) or "text"
        old, new = masking.mask(kind, old), masking.mask(kind, new)
    return str(field.verbose_name), old, new


def _text(field, value, names) -> str:
    if value is None:
        return ""
    if field.many_to_many:
        return "、".join(names.get((field.related_model, str(v)), "—") for v in value)
    if field.is_relation:
        return names.get((field.related_model, str(value)), _("（不可见）"))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField | models.DateField | models.BooleanField):
        return show.plain(field.to_python(value))
    return show.plain(value)
