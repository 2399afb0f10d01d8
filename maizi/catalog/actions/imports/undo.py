"""Take back what an import did, as far as nobody has touched it since."""

from collections.abc import Sequence

from maizi.history.actions import record_many, update_rows
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Sitting
from maizi.kit.imports.rows import put_back, touched_since, turned, used_elsewhere
from maizi.search.actions import drop, index

from ...models import Barcode, ListPrice, Product, ProductUnit
from ..listprices import write_list_price
from ..products import follow
from .decide import KIND
from .store import FOLLOWING

TOUCHED = N_("导入以后又被修改过，保持不变。")
USED = N_("已有单据、价目表或组合用到它，保持不变。")
OWN = (Barcode, ListPrice, ProductUnit)


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Delete what was new, restore what was changed; how many, and what stays and why.

    entries  of the import's own chain, newest first; a dozen queries and one for each price
    """
    changed, kept = _restore(sitting, [e for e in entries if e.verb == Verb.CHANGE])
    removed, more = _remove(sitting, [e for e in entries if e.verb == Verb.IMPORT])
    return changed + removed, kept + more


def _remove(sitting: Sitting, entries: list[HistoryEntry]) -> tuple[int, list[Kept]]:
    titles = {e.object_id: e.title for e in entries}
    here = set(Product.objects.filter(pk__in=titles).values_list("pk", flat=True))
    touched = touched_since(KIND, here, (sitting.chain, _chain(sitting)))
    used = used_elsewhere(Product, here - touched, but=OWN)
    going = sorted(here - touched - used)
    drop(going)
    for model in OWN:
        model.objects.filter(product__in=going).delete()
    Product.objects.filter(pk__in=going).delete()
    _record(sitting, [(id_, titles[id_], {}) for id_ in going])
    kept = [Kept(id_, titles[id_], say(TOUCHED)) for id_ in sorted(touched)]
    return len(going), kept + [Kept(id_, titles[id_], say(USED)) for id_ in sorted(used)]


def _restore(sitting: Sitting, entries: list[HistoryEntry]) -> tuple[int, list[Kept]]:
    rows = Product.objects.select_for_update().in_bulk([e.object_id for e in entries])
    restored, names, lines, kept = [], set(FOLLOWING), [], []
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
        if "list_price_yuan" in entry.changes and row.list_price_yuan is not None:
            write_list_price(
                row, price_yuan=row.list_price_yuan, starts_on=sitting.today, by=sitting.user
            )
    if restored:
        update_rows(Product, sorted(names), restored)
    _record(sitting, lines)
    index("product", [row.pk for row in restored])
    return len(lines), kept


def _record(sitting: Sitting, lines: list) -> None:
    record_many(
        KIND, lines=lines, verb=Verb.UNDO, by=sitting.user, reason=sitting.run.name,
        chain=_chain(sitting),
    )  # fmt: skip


def _chain(sitting: Sitting) -> str:
    return f"undo-{sitting.run.pk}"
