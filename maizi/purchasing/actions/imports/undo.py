"""Take back what an import did, as far as nobody has touched it since."""

from collections.abc import Sequence
from decimal import Decimal

from maizi.history.actions import record_many, update_rows
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Sitting
from maizi.kit.imports.rows import put_back, touched_since, turned, used_elsewhere
from maizi.search.actions import drop, index

from ...models import Supplier, SupplierContact, Supply
from ...queries.lookup import found_products
from ..suppliers import SUPPLY_CHANGED, follow
from .decide import KIND

TOUCHED = N_("导入以后又被修改过，保持不变。")
USED = N_("已有采购单据用到它，保持不变。")
OWN = (SupplierContact, Supply)


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Delete what was new, restore fields and prices; how many, and what stays and why.

    entries  of the import's own chain, newest first
    """
    prices = _put_prices_back(sitting, [e for e in entries if e.verb == SUPPLY_CHANGED])
    changed, kept = _restore(sitting, [e for e in entries if e.verb == Verb.CHANGE])
    removed, more = _remove(sitting, [e for e in entries if e.verb == Verb.IMPORT])
    return prices + changed + removed, kept + more


def _put_prices_back(sitting: Sitting, entries: list[HistoryEntry]) -> int:
    """Prices that still stand as the import set them go back to what they were, or go away."""
    words = {word for e in entries for word in e.changes}
    found = found_products(sitting.user, words)
    ids = {word: f.only.pk for word, f in found.items() if f.only}
    done, lines = 0, []
    for entry in entries:
        put = {}
        for word, (old, new) in entry.changes.items():
            rows = Supply.objects.filter(
                supplier=entry.object_id, product=ids.get(word), price_yuan=Decimal(new)
            )
            hit = rows.update(price_yuan=Decimal(old)) if old else rows.delete()[0]
            if hit:
                put[word] = [new, old]
        if put:
            done += 1
            lines.append((entry.object_id, entry.title, put))
    _record(sitting, lines)
    return done


def _remove(sitting: Sitting, entries: list[HistoryEntry]) -> tuple[int, list[Kept]]:
    titles = {e.object_id: e.title for e in entries}
    here = set(Supplier.objects.filter(pk__in=titles).values_list("pk", flat=True))
    touched = touched_since(KIND, here, (sitting.chain, _chain(sitting)))
    used = used_elsewhere(Supplier, here - touched, but=OWN)
    going = sorted(here - touched - used)
    drop(going)
    for model in OWN:
        model.objects.filter(supplier__in=going).delete()
    Supplier.objects.filter(pk__in=going).delete()
    _record(sitting, [(id_, titles[id_], {}) for id_ in going])
    kept = [Kept(id_, titles[id_], say(TOUCHED)) for id_ in sorted(touched)]
    return len(going), kept + [Kept(id_, titles[id_], say(USED)) for id_ in sorted(used)]


def _restore(sitting: Sitting, entries: list[HistoryEntry]) -> tuple[int, list[Kept]]:
    rows = Supplier.objects.select_for_update().in_bulk([e.object_id for e in entries])
    restored, names, lines, kept = [], {"sort_name", "name_key"}, [], []
    for entry in entries:
        row = rows.get(entry.object_id)
        if row is None:
            continue
        if not put_back(row, entry.changes):
            kept.append(Kept(row.pk, entry.title, say(TOUCHED)))
            continue
        follow(row)
        restored.append(row)
        names |= entry.changes.keys()
        lines.append((row.pk, entry.title, turned(entry.changes)))
    if restored:
        update_rows(Supplier, sorted(names), restored)
    _record(sitting, lines)
    index("supplier", [row.pk for row in restored])
    return len(lines), kept


def _record(sitting: Sitting, lines: list) -> None:
    record_many(
        KIND, lines=lines, verb=Verb.UNDO, by=sitting.user, reason=sitting.run.name,
        chain=_chain(sitting),
    )  # fmt: skip


def _chain(sitting: Sitting) -> str:
    return f"undo-{sitting.run.pk}"
