"""Take back what an import of orders did; customers and products it made stay."""

from collections.abc import Sequence

from maizi.history.actions import record_many
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Sitting
from maizi.kit.imports.rows import touched_since
from maizi.search.actions import drop

from ...events import TradeChanged
from ...models import Order, Return
from .store import KIND

TOUCHED = N_("导入以后又被修改过，保持不变。")


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Delete the orders of these entries with their lines and returns; how many, what stays.

    Announces TradeChanged: what was made of these orders elsewhere goes, too.
    """
    titles = {e.object_id: e.title for e in entries if e.kind == KIND and e.verb == Verb.IMPORT}
    here = set(Order.objects.filter(pk__in=titles).values_list("pk", flat=True))
    chain = f"undo-{sitting.run.pk}"
    touched = touched_since(KIND, here, (sitting.chain, chain))
    going = sorted(here - touched)
    drop(going)
    Return.objects.filter(order__in=going).delete()
    Order.objects.filter(pk__in=going).delete()
    record_many(
        KIND, lines=[(id_, titles[id_], {}) for id_ in going], verb=Verb.UNDO, by=sitting.user,
        reason=sitting.run.name, chain=chain,
    )  # fmt: skip
    publish(TradeChanged(tuple(going)))
    return len(going), [Kept(id_, titles[id_], say(TOUCHED)) for id_ in sorted(touched)]
