"""Write the history: around a save, for one thing done, for many rows at once, and seal it."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from operator import itemgetter

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from maizi.kernel.asking import asking
from maizi.kernel.ids import new_ids
from maizi.kernel.masking import mask_text
from maizi.kernel.privacy import DataClass, data_class_of

from ..access import circumstances_for, told_now
from ..models import HistoryChain, HistoryEntry, HistorySeal
from ..rules import (
    COVERED,
    canonical,
    content_hash,
    marked,
    moment_text,
    seal_digest,
    seal_signature,
    values_hash,
)
from ..terms import Verb
from .bulk import insert_rows
from .chains import chain_for, locked_chain

SYSTEM_NAME = "系统"
NOTHING: Mapping[str, object] = {}
COLUMNS = [f.name for f in HistoryEntry._meta.concrete_fields]
# The order in which `_append` has the values, and from it the order of the columns.
_TOLD = (
    "id", *COVERED[:-1], "content_hash", "salt", "title", "reason", "changes_json",
    "previous_hash", "hash",
)  # fmt: skip
SALT_BYTES = 16
_in_order = itemgetter(*(_TOLD.index(name) for name in COLUMNS))
TITLE_LENGTH = HistoryEntry._meta.get_field("title").max_length
REASON_LENGTH = HistoryEntry._meta.get_field("reason").max_length


@contextmanager
def recorded(row: models.Model, verb: str = Verb.CHANGE, *, by, reason: str = "") -> Iterator[None]:
    """Record what the block does to `row`: its stored values before and its values after.

    Opens a transaction; an existing row is locked and re-read, so that the old values are
    those the change really replaced. Nothing is recorded when nothing changed.
    """
    with transaction.atomic():
        before = {} if row._state.adding else _stored(row)
        pk, title = row.pk, str(row)
        yield
        after = _present(row) if row.pk else dict.fromkeys(before)
        changes = _changes(type(row), before, after)
        if changes or not before:
            title = str(row) if row.pk else title
            lines = [(row.pk or pk, title, changes | marked(told_now()))]
            record_many(row._meta.label_lower, lines=lines, verb=verb, by=by, reason=reason)


def record(
    row: models.Model, *, verb: str, by, reason: str = "", changes: dict | None = None
) -> HistoryEntry:
    """Append one entry about `row`; `changes` is field name -> [old, new]."""
    (row_values,) = _append(
        row._meta.label_lower,
        lines=[(row.pk, str(row), changes or {})],
        verb=verb,
        by=by,
        reason=reason,
    )
    return HistoryEntry(**dict(zip(COLUMNS, row_values, strict=True)))


def record_many(
    kind: str,
    *,
    lines: Iterable[tuple[int | None, str, dict]],
    verb: str,
    by,
    reason: str = "",
    chain: str = "",
) -> int:
    """Append one entry per (object id, title, changes); two queries and one bulk insert.

    chain  writers of one chain wait for each other; by default each person has his own, and a
           transaction stays with the first it wrote to
    """
    return len(_append(kind, lines=lines, verb=verb, by=by, reason=reason, chain=chain))


def _append(
    kind: str, *, lines: Iterable[tuple], verb: str, by, reason: str = "", chain: str = ""
) -> list[tuple]:
    """Write the entries; gives them as values of COLUMNS. Made for a thousand at a time."""
    lines = _with_circumstances(kind, list(lines), verb, by)
    now, who, ask = timezone.now(), getattr(by, "pk", None), asking.get()
    with transaction.atomic():
        chain = chain or chain_for(who)
        place = locked_chain(chain)
        length, head, moment, rows = place.length, place.head, moment_text(now), []
        who_said = (who, str(by) if who else SYSTEM_NAME, kind)
        asked, why = (str(verb), ask.request_id, ask.address), reason[:REASON_LENGTH]
        for id_, (object_id, title, changes) in zip(new_ids(len(lines)), lines, strict=True):
            length, salt = length + 1, os.urandom(SALT_BYTES).hex()
            content = (salt, title[:TITLE_LENGTH], why, canonical(changes))
            told = (chain, length, now, *who_said, object_id, *asked, content_hash(content))
            before = head
            head = values_hash([before, *told], moment)
            rows.append(_in_order((id_, *told, *content, before, head)))
        insert_rows(HistoryEntry, COLUMNS, rows)
        place.length, place.head = length, head
        place.save()
    return rows


def _with_circumstances(kind: str, lines: list[tuple], verb: str, by) -> list[tuple]:
    ids = [object_id for object_id, _, _ in lines if object_id]
    found = circumstances_for(kind, by=by, verb=str(verb), ids=ids)
    if not found:
        return lines
    return [
        (object_id, title, marked(found.get(object_id, NOTHING)) | changes)
        for object_id, title, changes in lines
    ]


@transaction.atomic
def seal(*, by, now: datetime | None = None) -> HistorySeal:
    """Sign the present heads of all chains, so that a later rewriting of a chain shows."""
    heads = {c.name: (c.length, c.head) for c in HistoryChain.objects.order_by("name")}
    at, digest = now or timezone.now(), seal_digest(heads)
    return HistorySeal.objects.create(
        at=at,
        heads_json=json.dumps(heads, ensure_ascii=False),
        digest=digest,
        signature=seal_signature(digest, at, settings.SECRET_KEY.encode()),
    )


def _tracked(model: type[models.Model]) -> list[models.Field]:
    return [f for f in model._meta.concrete_fields if not f.primary_key]


def _stored(row: models.Model) -> dict:
    names = [f.attname for f in _tracked(type(row))]
    locked = type(row)._base_manager.select_for_update().filter(pk=row.pk)
    return locked.values(*names).get()


def _present(row: models.Model) -> dict:
    return {f.attname: getattr(row, f.attname) for f in _tracked(type(row))}


def _changes(model: type[models.Model], before: dict, after: dict) -> dict[str, list]:
    found = {}
    for field in _tracked(model):
        old, new = before.get(field.attname), after[field.attname]
        new = new if new is None else field.to_python(new)
        if old != new and not (old is None and new == ""):
            found[field.name] = [_kept(model, field, old), _kept(model, field, new)]
    is_change = any(not getattr(model._meta.get_field(n), "auto_now", False) for n in found)
    return found if is_change else {}


def _kept(model: type[models.Model], field: models.Field, value):
    """A value as the history keeps it: sensitive ones masked, with a keyed hash to compare by."""
    if value in (None, ""):
        return None
    if data_class_of(model, field) == DataClass.SENSITIVE:
        key = settings.SECRET_KEY.encode()
        print_ = hmac.new(key, str(value).encode(), hashlib.sha256).hexdigest()[:16]
        return f"{mask_text(str(value))}#{print_}"
    return value if isinstance(value, bool | int | list | dict) else str(value)
