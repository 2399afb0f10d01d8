"""What old lists say went back: rows below zero, refunded orders, lists of returned numbers."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from maizi.fields.actions import next_numbers
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.ids import new_ids
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.rows import insert_all

from ...models import Order, OrderLine, Return, ReturnLine
from ...rules.amounts import Amounts, share
from ...terms import RefundWay, ReturnReason, ReturnSort, ReturnState, ReturnVerdict

KIND = Return._meta.label_lower
Piece = tuple[OrderLine, Decimal]


class Backs(NamedTuple):
    """What went back: whole orders by key or by number, and rows below zero."""

    refunded: set[str]
    numbers: set[str]
    rows: list[Line]


def take_back(sitting: Sitting, backs: Backs) -> set[int]:
    """Write a settled return for each order of which something went back; their ids.

    A dozen statements.
    """
    keys = {line.draft.key for line in backs.rows} | backs.refunded
    if not (keys or backs.numbers):
        return set()
    imported = Order.objects.exclude(import_key="")
    by_key = imported.filter(import_key__in=keys)
    by_number = imported.exclude(customer_no="").filter(customer_no__in=backs.numbers)
    orders = {row.pk: row for row in (*by_key, *by_number)}
    lines, wanted = _lines_of(orders), {}
    for row in orders.values():
        if row.import_key in backs.refunded or row.customer_no in backs.numbers:
            wanted[row.pk] = [(x, x.quantity - x.returned) for x in lines.get(row.pk, ())]
    by_key = {row.import_key: row for row in orders.values()}
    for line in backs.rows:
        order = by_key[line.draft.key]
        wanted.setdefault(order.pk, []).extend(_parts(line, lines[order.pk]))
    wanted = {id_: got for id_, got in wanted.items() if any(n for _, n in got)}
    _write(sitting, orders, wanted)
    return set(wanted)


def _lines_of(rows: dict[int, Order]) -> dict[int, list[OrderLine]]:
    found: dict[int, list[OrderLine]] = {}
    for line in OrderLine.objects.filter(document__in=rows).select_related("product"):
        found.setdefault(line.document_id, []).append(line)
    return found


def _parts(line: Line, sold: Iterable[OrderLine]) -> list[Piece]:
    """The pieces of a row below zero on the lines that sold them."""
    left, found = -line.draft.pieces, []
    for one in sold:
        if one.product.no in line.draft.product or one.product.name in line.draft.product:
            part = min(left, one.quantity - one.returned)
            if part > 0:
                found.append((one, part))
                one.returned += part
                left -= part
    for one, part in found:
        one.returned -= part
    return found


def _write(sitting: Sitting, orders: dict[int, Order], wanted: dict[int, list[Piece]]) -> None:
    if not wanted:
        return
    numbers = next_numbers("return", count=len(wanted), on=sitting.today, by=sitting.user)
    heads, parts, touched = [], [], []
    for (order_id, pieces), id_, no in zip(
        wanted.items(), new_ids(len(wanted)), numbers, strict=True
    ):
        made = [_part(id_, line, count) for line, count in pieces if count > 0]
        heads.append(_head(sitting, order=orders[order_id], id_=id_, no=no, parts=made))
        parts += made
        touched += [line for line, count in pieces if count > 0]
    insert_all(Return, heads)
    ReturnLine.objects.bulk_create(parts, batch_size=500)
    OrderLine.objects.bulk_update(
        touched, ["returned", "invoiced", "invoiced_yuan", "invoiced_tax_yuan"], batch_size=200
    )
    record_many(
        KIND, lines=[(r["id"], r["no"], {"amount_yuan": [None, str(r["amount_yuan"])]})
                     for r in heads],
        verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name, chain=sitting.chain,
    )  # fmt: skip


def _part(return_id: int, line: OrderLine, count: Decimal) -> ReturnLine:
    """One line of a return; the order's line counts it, and is invoiced so much less."""
    whole = Amounts(line.amount_yuan, line.tax_yuan)
    before = share(whole, line.quantity, reached=line.returned)
    part = share(whole, line.quantity, reached=line.returned + count, taken=before)
    line.returned += count
    line.invoiced -= count
    line.invoiced_yuan -= part.amount_yuan
    line.invoiced_tax_yuan -= part.tax_yuan
    return ReturnLine(
        document_id=return_id, line=line, quantity=count, amount_yuan=part.amount_yuan,
        tax_yuan=part.tax_yuan,
    )  # fmt: skip


def _head(sitting: Sitting, *, order: Order, id_: int, no: str, parts: list[ReturnLine]) -> dict:
    amount = sum((part.amount_yuan for part in parts), Decimal(0))
    tax, now = sum((part.tax_yuan for part in parts), Decimal(0)), timezone.now()
    return {
        "id": id_, "no": no, "order": order.pk, "customer": order.customer_id,
        "owner": order.owner_id, "org_unit": order.org_unit_id, "created_by": sitting.user.pk,
        "created_at": now, "sort": ReturnSort.RETURN.value, "state": ReturnState.SETTLED.value,
        "reason": ReturnReason.OTHER.value, "told": sitting.run.name[:300],
        "asked_on": order.ordered_on, "verdict": ReturnVerdict.DUE.value, "because": "",
        "refund_way": RefundWay.REFUND.value, "amount_yuan": amount, "tax_yuan": tax,
        "net_yuan": amount - tax, "received_at": now, "settled_at": now,
    }  # fmt: skip
