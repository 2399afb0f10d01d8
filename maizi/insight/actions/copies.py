"""Carry the facts over to ClickHouse (docs/decisions/0025-clickhouse.md).

The copy is never a second truth: every carry gives it a new mark before it changes anything, and
the main database learns that mark when all is written. Whoever asks compares the two.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from maizi.kit.outgoing import Unreachable

from ..models import FactChange, FactCopy, LineFact, OrderFact
from ..queries.clickhouse import Unfit, has_copy, leave_alone, may_be_asked, told_mark, write

FEW = 1_000  # orders carried over at once
SLICE = 20_000  # orders of a whole copy
LEASE = timedelta(minutes=10)  # longer than all statements of a carry may take together
HEADS = ("order_id", "customer", "on", "net_cents", "is_kept")
LINES = ("order_id", "customer", "product", "on", "is_back", "parts", "net_cents")
HEADS_OF = "insight_orderfact (order_id, customer, on, net_cents, is_kept)"
LINES_OF = "insight_linefact (order_id, customer, product, on, is_back, parts, net_cents)"
MARKS = (
    "CREATE TABLE insight_mark (id UInt8, n UInt64, mark String)"
    " ENGINE = ReplacingMergeTree(n) ORDER BY id"
)
HEADS_LAID = (
    "CREATE TABLE insight_orderfact (order_id Int64, customer Int64, on LowCardinality(String),"
    " net_cents Int64, is_kept UInt8) ENGINE = MergeTree ORDER BY order_id"
)
LINES_LAID = (
    "CREATE TABLE insight_linefact (order_id Int64, customer Int64, product Int64,"
    " on LowCardinality(String), is_back UInt8, parts Int64, net_cents Int64)"
    " ENGINE = MergeTree ORDER BY order_id"
)
EMPTY = (
    "DROP TABLE IF EXISTS insight_mark SYNC", "DROP TABLE IF EXISTS insight_orderfact SYNC",
    "DROP TABLE IF EXISTS insight_linefact SYNC", MARKS,
)  # fmt: skip
# A deletion of a few rows is a small part beside the others and there at once; without the columns
# and in servers before 25.7 it waits for a part to be written anew.
NUMBERED = " SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1"
AT_ONCE = " SETTINGS lightweight_delete_mode = 'lightweight_update'"
NOT_KNOWN = ("UNKNOWN_SETTING", "SUPPORT_IS_DISABLED")
DELETIONS = (
    "DELETE FROM insight_orderfact WHERE order_id IN {ids:Array(Int64)}",
    "DELETE FROM insight_linefact WHERE order_id IN {ids:Array(Int64)}",
)
SET_MARK = "INSERT INTO insight_mark SELECT 1, max(n) + 1, {mark:String} FROM insight_mark"


class Foreign(Exception):
    """What the server holds was not carried there from this database, or not to its end."""


def note_changes(order_ids: Iterable[int], *, by=None) -> None:
    """Remember, in the transaction that changes their facts, that the copy has others. 1 query.

    Without a server named in the settings nobody keeps a copy up: whatever there is, is no copy.
    """
    rows = [FactChange(order=id_) for id_ in order_ids]
    if rows and settings.CLICKHOUSE:
        FactChange.objects.bulk_create(rows)
    elif rows:
        FactCopy.objects.all().delete()


def carry(*, by=None) -> int:
    """Carry over the oldest changes; how many were there. 0 also while somebody else does it.

    Raises Foreign where only a whole copy helps, Unreachable or Unfit for trouble of the server.
    """
    until = timezone.now() + LEASE
    row = FactCopy.objects.exclude(mark="").first()
    if row is None:
        raise Foreign
    changes = dict(FactChange.objects.order_by("pk").values_list("pk", "order")[:FEW])
    if not changes or not _taken(until):
        return 0
    try:
        heading = _heading(until)
        if told_mark() not in (row.mark, heading):
            raise Foreign
        write(SET_MARK, {"mark": heading})
        _bring_over(sorted(set(changes.values())))
        _end(heading, until, [*changes])
    finally:
        FactCopy.objects.filter(busy_until=until).update(busy_until=None)
    return len(changes)


def catch_up(*, by=None) -> None:
    """Carry over what little waits before somebody asks; the job does it where it is much."""
    if may_be_asked() and has_copy() and 0 < FactChange.objects.all()[: FEW + 1].count() <= FEW:
        try:
            carry()
        except (Foreign, Unfit, Unreachable, DatabaseError) as why:  # a page does not fail by it
            leave_alone(why)


def copy_all(*, is_forced: bool = False, by=None) -> Iterator[int]:
    """Copy all facts anew, a slice at a step: how many orders so far.

    Raises Foreign unless forced where the server holds another database's facts; Unreachable or
    Unfit for trouble of the server.
    """
    mark, until, done = secrets.token_hex(16), timezone.now() + LEASE, 0
    told, row = told_mark(), FactCopy.objects.first()
    if not is_forced and told not in {"", *((row.mark, row.heading) if row else ())}:
        raise Foreign
    with transaction.atomic():
        FactCopy.objects.get_or_create(pk=1, defaults={"heading": mark})
        if not _taken(until, is_forced):
            return
        # What waits is in the facts that are read from here on.
        FactCopy.objects.update(mark="", heading=mark)
        FactChange.objects.all().delete()
    for statement in EMPTY:
        write(statement)
    for statement in (HEADS_LAID, LINES_LAID):
        _write_with(NUMBERED, statement)
    write(SET_MARK, {"mark": mark})
    for orders in _slices():
        _insert(Q(order__gt=orders[0], order__lte=orders[-1]))
        done, later = done + len(orders) - 1, timezone.now() + LEASE
        if not FactCopy.objects.filter(busy_until=until).update(busy_until=later):
            return  # somebody else took over
        until = later
        yield done
    _end(mark, until, [])


def _slices() -> Iterator[list[int]]:
    """(the order before, orders …), in order."""
    after = 0
    rows = OrderFact.objects.order_by("pk").values_list("pk", flat=True)
    while ids := list(rows.filter(pk__gt=after)[:SLICE]):
        yield [after, *ids]
        after = ids[-1]


def _taken(until, is_forced: bool = False) -> bool:
    """Whether nobody else carries, and it is ours to do until then."""
    free = Q(busy_until=None) | Q(busy_until__lt=timezone.now())
    rows = FactCopy.objects.all() if is_forced else FactCopy.objects.filter(free)
    return bool(rows.update(busy_until=until))


def _heading(until) -> str:
    """The mark that this carry will give; that of one broken off is used up first."""
    row = FactCopy.objects.get(busy_until=until)
    if row.heading == row.mark:
        row.heading = secrets.token_hex(16)
        row.save(update_fields=["heading"])
    return row.heading


@transaction.atomic
def _end(mark: str, until, changes: Sequence[int]) -> None:
    """The copy has what it should have, and says so; unless somebody else took over."""
    ours = FactCopy.objects.filter(heading=mark, busy_until=until)
    if ours.update(mark=mark, busy_until=None):
        FactChange.objects.filter(pk__in=changes).delete()


def _bring_over(order_ids: list[int]) -> None:
    told = {"ids": f"[{','.join(map(str, order_ids))}]"}
    for statement in DELETIONS:
        _write_with(AT_ONCE, statement, told)
    _insert(Q(order__in=order_ids))


def _write_with(settings: str, statement: str, told: dict[str, str] | None = None) -> None:
    """The same without the settings where the server does not know them."""
    try:
        write(statement + settings, told)
    except Unfit as why:
        if not any(word in str(why) for word in NOT_KNOWN):
            raise
        write(statement, told)


def _insert(which: Q) -> None:
    heads = OrderFact.objects.filter(which).order_by("order").values_list(*HEADS)
    lines = LineFact.objects.filter(which).order_by("order").values_list(*LINES)
    for place, rows in ((HEADS_OF, heads), (LINES_OF, lines)):
        if body := b"".join(map(_written, rows.iterator(chunk_size=5_000))):
            write(f"INSERT INTO {place} FORMAT TabSeparated", rows=body)


def _written(row: tuple) -> bytes:
    texts = (v.isoformat() if isinstance(v, date) else str(int(v)) for v in row)
    return "\t".join(texts).encode() + b"\n"
