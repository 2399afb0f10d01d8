"""Take a person's traces out of the tables of every app."""

import json
from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import CharField, F, ForeignKey, JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from maizi.accounts.models import User
from maizi.files.models import StoredFile
from maizi.history.actions import erase
from maizi.history.models import HistoryEntry
from maizi.kernel.privacy import DataClass, data_class_of
from maizi.kernel.texts import N_
from maizi.search.models import SearchEntry

from ..access import person_kinds
from ..rules import MASKED, Traces, scrubbed

Own = dict[type[Model], list[int]]
FORGOTTEN = N_("（已匿名）")
DELICATE = (DataClass.PERSONAL, DataClass.SENSITIVE)
MOST_ASKED = 100  # SQLite nests a thousand conditions at most; each thing asks three
SLICE = 500


def scrub_linked(own: Own, traces: Traces) -> list[StoredFile]:
    """Second net: rows of any table that refer to the person; gives the files at them."""
    files: set[int] = set()
    for model in _tables(own):
        linked = _links(model, own)
        if not linked:
            continue
        for row in model._base_manager.filter(linked).iterator(chunk_size=SLICE):
            _scrub_row(row, traces)
            files |= {getattr(row, field.attname) for field in _file_fields(model)}
    return list(StoredFile.objects.filter(pk__in=files - {None}))


def scrub_numbers(own: Own, traces: Traces) -> None:
    """Third net: the person's numbers in tables that know nothing of people, such as imports.

    A row that holds one of them is about him, so his names go there too. Tables of people are
    left alone: a number in the record of somebody else is that person's.
    """
    if not traces.identifiers:
        return
    left = {model for person in person_kinds() for model in person.tables}
    for model in _tables(own):
        if model in left:
            continue
        for row in _holding(model, traces).iterator(chunk_size=SLICE):
            _scrub_row(row, traces)


def scrub_history(own: Own, traces: Traces, *, by, reason: str) -> None:
    """Take the values out of the history; the chain holds (history.actions.erase)."""
    plain = {model._meta.label_lower: _harmless(model) for model in own}

    def kept(entry: HistoryEntry) -> tuple[str, str, dict]:
        names = plain.get(entry.kind)
        changes = {
            name: scrubbed(value, traces) if names is None or name in names else _gone(value)
            for name, value in json.loads(entry.changes_json).items()
        }
        title = FORGOTTEN if names is not None else scrubbed(entry.title, traces)
        return str(title), str(scrubbed(entry.reason, traces)), changes

    erase(_entries(own, traces), kept=kept, by=by, reason=reason)


def _entries(own: Own, traces: Traces) -> Iterator[HistoryEntry]:
    """Entries about his rows, about rows that name him, and any that hold a number of his; once."""
    seen: set[int] = set()
    for asked in _questions(own, traces):
        rows = HistoryEntry.objects.filter(asked).exclude(salt="")
        for entry in rows.iterator(chunk_size=SLICE):
            if entry.pk not in seen:
                seen.add(entry.pk)
                yield entry


def _questions(own: Own, traces: Traces) -> Iterator[Q]:
    """What to ask the history for, in parts: a database takes only so many conditions at once."""
    for model, ids in own.items():
        for part in _parts(sorted(ids)):
            mentioned = _mention([str(id_) for id_ in part])
            yield Q(kind=model._meta.label_lower, object_id__in=part) | mentioned
    if traces.everything:
        yield from map(_mention, _parts(list(traces.identifiers)))
        yield _by_name(own, traces)


def _parts(things: list) -> Iterator[list]:
    return (things[at : at + MOST_ASKED] for at in range(0, len(things), MOST_ASKED))


def _by_name(own: Own, traces: Traces) -> Q:
    """Entries about rows that refer to him and say his name: to-dos, cases, messages."""
    named = Q(pk__in=[])
    for model in _tables(own):
        linked = _links(model, own)
        if linked:
            rows = model._base_manager.filter(linked).values("pk")
            named |= Q(kind=model._meta.label_lower, object_id__in=rows)
    return named & _mention(traces.names) if traces.names else Q(pk__in=[])


def _mention(texts: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for text in texts:
        found |= Q(title__contains=text) | Q(reason__contains=text)
        found |= Q(changes_json__contains=text)
    return found


def _tables(own: Own) -> list[type[Model]]:
    """Every table but the person's own, the history, the search index and colleagues."""
    apart = {*own, HistoryEntry, SearchEntry, User}
    return [m for m in apps.get_models() if m not in apart and m._meta.managed]


def _links(model: type[Model], own: Own) -> Q:
    """How rows of a table refer to the person: foreign keys, or kind and id."""
    found = Q()
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and own.get(field.related_model):
            found |= Q(**{f"{field.name}__in": own[field.related_model]})
    names = {field.name for field in model._meta.concrete_fields}
    if "object_id" in names:
        for target, ids in own.items():
            about = Q(object_id__in=ids)
            found |= about & Q(kind=target._meta.label_lower) if "kind" in names else about
    return found


def _texts(model: type[Model]) -> list:
    return [
        field for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField)
        and not field.primary_key and not field.choices
    ]  # fmt: skip


def _file_fields(model: type[Model]) -> list[ForeignKey]:
    return [
        field for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is StoredFile
    ]  # fmt: skip


def _holding(model: type[Model], traces: Traces) -> QuerySet:
    """Rows of a table in whose texts one of the numbers stands. One scan of the table."""
    rows, found = model._base_manager.all(), Q(pk__in=[])
    for field in _texts(model):
        name = field.name
        if isinstance(field, JSONField):
            name = f"text_of_{field.name}"
            rows = rows.annotate(**{name: Cast(F(field.name), TextField())})
        for text in traces.identifiers:
            found |= Q(**{f"{name}__contains": text})
    return rows.filter(found)


def _scrub_row(row: Model, traces: Traces) -> None:
    changes = {}
    for field in _texts(type(row)):
        old = getattr(row, field.attname)
        new = scrubbed(old, traces)
        if new != old:
            most = getattr(field, "max_length", None)
            changes[field.attname] = new[:most] if isinstance(new, str) and most else new
    if changes:
        type(row)._base_manager.filter(pk=row.pk).update(**changes)


def _harmless(model: type[Model]) -> frozenset[str]:
    """Columns that say nothing of a person; what is no column, such as an answer of his profile
    or who became part of him, is taken to say something, and so are words about his credit."""
    words = [f for f in _texts(model) if data_class_of(model, f) == DataClass.CREDIT]
    return frozenset(
        f.name for f in model._meta.concrete_fields
        if f not in words and data_class_of(model, f) not in DELICATE
    )  # fmt: skip


def _gone(value: object) -> object:
    if isinstance(value, list):
        return [_gone(one) for one in value]
    return value if value in (None, "") or isinstance(value, bool) else MASKED
