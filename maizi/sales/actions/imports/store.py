"""Write the orders of a batch with their lines; what went back becomes returns. All recorded."""

from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.fields.actions import next_numbers
from maizi.history.actions import record_many, update_rows
from maizi.history.terms import Verb
from maizi.kernel.events import publish
from maizi.kernel.ids import new_ids
from maizi.kernel.money import yuan
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.rows import insert_all
from maizi.search.actions import index_many

from ...events import TradeChanged
from ...models import Order, OrderLine
from ...queries.searching import document_of
from ...rules.amounts import tax_inside
from ...rules.historical import Fate
from ...terms import Invoicing, OrderState
from .backwards import Backs, take_back
from .parties import customers_for, products_for

KIND = Order._meta.label_lower
NAME_LENGTH = 200


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Bring old orders in as completed: no stock moves, nothing is owed. ≈ 30 statements."""
    sold = [line for line in lines if line.draft is not None and not line.draft.is_mark]
    backs = [line for line in sold if line.draft.pieces < 0]
    sales = [line for line in sold if line.draft.pieces > 0]
    orders = {}
    if sales:
        orders = _orders(sitting, sales)
        _lines(sitting, sales, orders)
        _total(orders)
    refunded = {x.draft.key for x in sales if x.draft.fate is Fate.RETURNED}
    marks = {x.draft.key for x in lines if x.draft is not None and x.draft.is_mark}
    changed = take_back(sitting, Backs(refunded, marks, backs))
    changed.update(row.pk for row in orders.values())
    publish(TradeChanged(tuple(sorted(changed))))


def _orders(sitting: Sitting, lines: list[Line]) -> dict[str, Order]:
    """The orders of these lines by key; new ones are written."""
    firsts = {}
    for line in lines:
        firsts.setdefault(line.draft.key, line)
    imported = Order.objects.exclude(import_key="")  # else SQLite passes over the index
    stored = imported.select_for_update().filter(import_key__in=firsts)
    found = {row.import_key: row for row in stored}
    fresh = {key: line for key, line in firsts.items() if key not in found}
    if fresh:
        found |= _add(sitting, fresh, customers_for(sitting, list(fresh.values())))
    return found


def _add(sitting: Sitting, fresh: dict[str, Line], people: dict) -> dict[str, Order]:
    numbers = next_numbers("order", count=len(fresh), on=sitting.today, by=sitting.user)
    now, rows, zone = timezone.now(), [], timezone.get_default_timezone()
    keepers = _keepers(sitting, people.values())
    for (key, line), id_, no in zip(fresh.items(), new_ids(len(fresh)), numbers, strict=True):
        draft, day = line.draft, line.values["ordered_on"]
        is_gone, customer = draft.fate is Fate.CANCELLED, people[draft.customer]
        owner, unit = keepers[customer]
        rows.append({
            "id": id_, "no": no, "customer": customer, "owner": owner, "org_unit": unit,
            "created_by": sitting.user.pk, "created_at": now,
            "state": (OrderState.CANCELLED if is_gone else OrderState.COMPLETED).value,
            "invoicing": (Invoicing.NONE if is_gone else Invoicing.FULLY).value,
            "ordered_on": day, "customer_no": line.values.get("order_no", "")[:40],
            "import_id": sitting.run.pk, "import_key": key,
            "confirmed_at": datetime.combine(day, time.min, zone),  # business of that day
            "closed_at": now, "remark": line.values.get("note", ""),
        })  # fmt: skip
    insert_all(Order, rows)
    record_many(
        KIND, lines=[(r["id"], r["no"], {"ordered_on": [None, str(r["ordered_on"])]})
                     for r in rows],
        verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name, chain=sitting.chain,
    )  # fmt: skip
    orders = Order.objects.select_related("customer").in_bulk([row["id"] for row in rows])
    index_many("order", (document_of(_indexed(row), row.customer_no) for row in orders.values()))
    return {row.import_key: row for row in orders.values()}


def _keepers(sitting: Sitting, customers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Customer id -> (owner, his unit) of its orders: who keeps it, else whoever brings them in."""
    rows = Customer.objects.filter(pk__in=set(customers), owner__is_active=True)
    kept = {pk: tuple(rest) for pk, *rest in rows.values_list("pk", "owner", "owner__unit")}
    mine = (sitting.user.pk, sitting.user.unit_id)
    return {pk: kept.get(pk, mine) for pk in customers}


def _indexed(row: Order) -> dict:
    return {"id": row.pk, "no": row.no, "customer__name": row.customer.name,
            "owner_id": row.owner_id, "org_unit_id": row.org_unit_id}  # fmt: skip


def _lines(sitting: Sitting, lines: list[Line], orders: dict[str, Order]) -> None:
    products, rows = products_for(sitting, lines), []
    for line, id_ in zip(lines, new_ids(len(lines)), strict=True):
        draft = line.draft
        order, product = orders[draft.key], products[draft.product]
        is_gone = order.state == OrderState.CANCELLED
        done = Decimal(0) if is_gone else draft.pieces
        amount = draft.amount_yuan
        tax = tax_inside(amount, product.tax_rate)
        rows.append({
            "id": id_, "document": order.pk, "position": line.number, "product": product.pk,
            "name": product.name[:NAME_LENGTH], "unit": product.unit, "quantity": draft.pieces,
            "price_yuan": draft.price_yuan, "tax_rate": product.tax_rate, "amount_yuan": amount,
            "tax_yuan": tax, "delivered": done, "invoiced": done,
            "invoiced_yuan": Decimal(0) if is_gone else amount,
            "invoiced_tax_yuan": Decimal(0) if is_gone else tax,
            "note": line.values.get("note", "")[:120],
        })  # fmt: skip
    insert_all(OrderLine, rows)


def _total(orders: dict[str, Order]) -> None:
    """Totals of touched orders, from all their lines. One query and one prepared statement."""
    sums = OrderLine.objects.filter(document__in=orders.values()).values_list(
        "document"
    ).annotate(Sum("amount_yuan"), Sum("tax_yuan")).order_by()  # fmt: skip
    by_id = {row.pk: row for row in orders.values()}
    for id_, amount, tax in sums:
        row = by_id[id_]
        row.amount_yuan, row.tax_yuan = yuan(amount), yuan(tax)
        row.net_yuan = row.amount_yuan - row.tax_yuan
    fields = ["amount_yuan", "tax_yuan", "net_yuan"]
    update_rows(Order, fields, by_id.values())
