"""Take an order in and keep its head; note what happens to it (I-4)."""

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_
from maizi.search.actions import index

from ..events import TradeChanged
from ..models import Milestone, Order
from ..rules.moves import ORDER, check_move
from ..rules.progress import Counted, delivery_state, invoicing
from ..terms import COUNTED, INTERNAL, Happening, OrderState

KIND = Order._meta.label_lower


def start_order(customer: Customer, *, by, **values) -> Order:
    """An empty order of a customer, taken today unless told otherwise."""
    values.setdefault("ordered_on", timezone.localdate())
    row = Order(customer=customer, **values)
    with recorded(row, Verb.CREATE, by=by):
        save_order(row, Verb.CREATE, by=by)
    return row


@transaction.atomic
def save_order(row: Order, verb: str, *, by) -> Order:
    """Store a new or changed head of an order; the caller records.

    Raises Refused once it is submitted, and for more prepaid than the order is worth.
    """
    if row._state.adding:
        row.no = row.no or next_number("order", on=timezone.localdate(), unit=by.unit)
        row.owner = row.owner if row.owner_id else by
        row.org_unit = row.org_unit if row.org_unit_id else row.owner.unit
        row.created_by = by
    else:
        stored = Order.objects.select_for_update(of=("self",)).get(pk=row.pk)
        check_move(ORDER, stored.state, "edit", no=row.no)
        if row.customer_id != stored.customer_id and stored.lines.exists():
            raise Refused(
                N_("明细已按原来的客户定价，客户不能再换。请另建一张订单。"), field="customer"
            )
        if row.prepaid_yuan > stored.amount_yuan and stored.lines.exists():
            raise Refused(N_("预付部分比订单金额还多。请改小。"), field="prepaid_yuan")
    if row.promised_on and row.promised_on < row.ordered_on:
        raise Refused(N_("承诺交期早于下单日期。"), field="promised_on")
    row.save()
    index("order", [row.pk])
    return row


def note_milestone(
    order: Order, *, kind: Happening, by, about: str = "", text: str = ""
) -> Milestone:  # fmt: skip
    """Put down what happened, for colleagues and, unless it is our own affair, the customer."""
    return Milestone.objects.create(
        order=order, kind=kind, at=timezone.now(), by=by, about=about[:32],
        text=text.strip()[:200], is_public=kind not in INTERNAL,
    )  # fmt: skip


def locked_order(row: Order, verb: str = "") -> Order:
    """The order as it is now, for this transaction; Raises Refused where the verb does not fit."""
    row = Order.objects.select_for_update(of=("self",)).select_related("customer").get(pk=row.pk)
    if verb:
        check_move(ORDER, row.state, verb, no=row.no)
    return row


def set_state(row: Order, state: OrderState, *, by, reason: str = "", **values) -> None:
    """Move an order on and record it. Announces TradeChanged where it counts otherwise now."""
    before = row.state
    with recorded(row, Verb.CHANGE, by=by, reason=reason):
        row.state = state
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=["state", *values])
    if _weight(before) != _weight(state):
        publish(TradeChanged((row.pk,)))


def _weight(state: str) -> tuple[bool, bool]:
    """Whether an order of this state counts, and whether only by what was delivered of it."""
    return state in COUNTED, state == OrderState.CLOSED_SHORT


def counted(row: Order) -> list[Counted]:
    """The lines as the rules count them. One query."""
    columns = ("quantity", "delivered", "returned", "invoiced")
    return [Counted(*line) for line in row.lines.values_list(*columns)]


def settle(row: Order, *, by) -> None:
    """Bring state and invoicing of an order up to its lines; note when it is completed.

    The caller has locked it.
    """
    lines = counted(row)
    state = delivery_state(OrderState(row.state), lines)
    billed = invoicing(state, lines)
    if (state, billed) == (row.state, row.invoicing):
        return
    is_done = state == OrderState.COMPLETED and row.state != OrderState.COMPLETED
    closed_at = timezone.now() if is_done else row.closed_at
    set_state(row, state, by=by, invoicing=billed, closed_at=closed_at)
    if is_done:
        note_milestone(row, kind=Happening.COMPLETED, by=by)
