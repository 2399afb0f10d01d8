"""Read the history: of a record, of a person, and whether it is whole."""

import json
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import models

from .models import HistoryChain, HistoryEntry, HistorySeal
from .rules import Flaw, Link, flaws_of, seal_digest, seal_signature

CHUNK = 5_000


_former: dict[str, Callable[[int], list[int]]] = {}


def declare_former(kind: str, former: Callable[[int], list[int]]) -> None:
    """Let records of a kind show the history of those that became part of them.

    former  id -> ids under which parts of the record were known; one query
    """
    _former[kind] = former


def entries_of(row: models.Model) -> models.QuerySet[HistoryEntry]:
    """Everything recorded about one record and what became part of it, newest first."""
    kind = row._meta.label_lower
    former = _former[kind](row.pk) if kind in _former else []
    if not former:
        return HistoryEntry.objects.filter(kind=kind, object_id=row.pk)
    return HistoryEntry.objects.filter(kind=kind, object_id__in=[row.pk, *former])


def all_entries() -> models.QuerySet[HistoryEntry]:
    """The whole log, newest first; for auditors only (accounts.access.visible_history)."""
    return HistoryEntry.objects.all()


def flaws() -> Iterator[Flaw]:
    """Every broken place of every chain, and every seal that no longer fits. Reads all entries."""
    heads = {c.name: (c.length, c.head) for c in HistoryChain.objects.all()}
    yield from flaws_of(_links(), heads)
    yield from _seal_flaws(heads)


def _links() -> Iterator[tuple[Link, str, str]]:
    stored = {"changes": "changes_json", "content": "content_hash"}
    names = [stored.get(n, n) for n in Link.__slots__]
    rows = HistoryEntry.objects.order_by("chain", "seq").values_list(
        *names, "previous_hash", "hash"
    )
    for *values, previous, own in rows.iterator(chunk_size=CHUNK):
        yield Link(*values), previous, own


def _seal_flaws(heads: dict[str, tuple[int, str]]) -> Iterator[Flaw]:
    for seal in HistorySeal.objects.order_by("id").iterator():
        sealed = {name: tuple(head) for name, head in json.loads(seal.heads_json).items()}
        digest = seal_digest(sealed)
        signature = seal_signature(digest, seal.at, settings.SECRET_KEY.encode())
        if digest != seal.digest or signature != seal.signature:
            yield Flaw("seal", seal.pk, "封存记录被改动")
        for chain, (length, head) in sealed.items():
            if length and not _stands(chain, length, head):
                yield Flaw(chain, length, "与封存时不符")


def _stands(chain: str, seq: int, head: str) -> bool:
    return HistoryEntry.objects.filter(chain=chain, seq=seq, hash=head).exists()
