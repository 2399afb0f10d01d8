"""From reached to settled: the purchase request, the sales orders, goods, money (B-11)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.catalog.actions import save_list, set_row
from maizi.catalog.models import PriceList
from maizi.catalog.terms import PriceKind
from maizi.credit.actions import release
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_
from maizi.purchasing.actions import NewLine, RequestDraft, save_request
from maizi.purchasing.models import PurchaseRequest
from maizi.purchasing.terms import DemandSort, RequestState
from maizi.sales.actions import Wanted, add_line, start_order
from maizi.sales.terms import Invoicing

from .. import queries
from ..events import GroupBuyEnded
from ..models import GroupBuy, Registration
from ..rules.tiers import price_due
from ..terms import RegistrationState, State, TurnSort
from .ending import STANDING, release_all
from .telling import tell
from .turning import locked, note_turn

ASKED, BOUGHT, ORDERED = N_("请购"), N_("已向供应商下单"), N_("生成订单")
FULFILLED, SETTLED = N_("已交货"), N_("已结清")


@transaction.atomic
def request_purchase(row: GroupBuy, *, by) -> PurchaseRequest:
    """Ask purchasing for the whole quantity; a second time gives the request there is (B-11)."""
    row = locked(row, "request")
    if row.request is not None and row.request.state != RequestState.CANCELLED:
        return row.request
    day = row.deliver_on if row.deliver_on and row.deliver_on >= timezone.localdate() else None
    draft = RequestDraft(
        f"团购 {row.no} {row.name}"[:200], [NewLine(row.product, row.total_quantity)],
        needed_on=day, sort=DemandSort.GROUP_BUY,
    )  # fmt: skip
    request = save_request(None, draft, by=by)
    with recorded(row, ASKED, by=by, reason=request.no):
        row.request = request
        row.save(update_fields=["request"])
    return request


@transaction.atomic
def note_bought(row: GroupBuy, *, by=None, now: datetime | None = None) -> None:
    """A purchase order for it went to the supplier: nobody's leaving opens it again."""
    row, now = locked(row), now or timezone.now()
    if row.bought_at is not None:
        return
    with recorded(row, BOUGHT, by=by):
        row.bought_at = now
        row.save(update_fields=["bought_at"])
    note_turn(row, sort=TurnSort.BOUGHT, by=by, at=now)


@transaction.atomic
def start_ordering(row: GroupBuy, *, by, now: datetime | None = None) -> GroupBuy:
    """Make the sales orders of everybody who takes part, at what he pays (B-11).

    The price is that of the tier of the total now, and never above what he was shown. Deposits
    become prepayments of the customers. Raises Refused while somebody waits for an answer, and
    while a participant is no customer yet.
    """
    now = now or timezone.now()
    row = locked(row, "order")
    rows = Registration.objects.select_for_update(of=("self",)).filter(activity=row)
    standing = list(
        rows.filter(state__in=STANDING).select_related("customer__owner__unit").order_by("pk")
    )
    _refuse_undecided(standing)
    unpaid = [one for one in standing if one.state == RegistrationState.PENDING]
    taking = [one for one in standing if one.state == RegistrationState.VALID]
    tier = queries.price_for(row, row.total_quantity)
    with recorded(row, ORDERED, by=by):
        row.state, row.price_yuan, row.ordered_at = State.ORDERING, tier, now
        row.save(update_fields=["state", "price_yuan", "ordered_at"])
    release_all(unpaid, row, by=by, now=now)
    _price_list(row, by=by)
    for one in taking:
        _order(one, row, by=by)
    note_turn(row, sort=TurnSort.ORDERED, by=by, at=now)
    return row


def _refuse_undecided(standing: list[Registration]) -> None:
    leaving = [one.name for one in standing if one.state == RegistrationState.LEAVING]
    if leaving:
        raise Refused(
            N_("{who}申请退出还没有答复。请先同意或不同意。"), who=leaving[:5], code="leaving"
        )
    strangers = [one.name for one in standing
                 if one.customer is None and one.state == RegistrationState.VALID]  # fmt: skip
    if strangers:
        raise Refused(
            N_("{who}还没有对应到客户档案，不能生成订单。请先对应或新建客户。"),
            who=strangers[:5], code="strangers",
        )  # fmt: skip


def _price_list(row: GroupBuy, *, by) -> None:
    """The price of this activity, where orders of its number find it (I-2)."""
    sheet = PriceList(
        name=row.name[:60], kind=PriceKind.GROUP_BUY, number=row.no, starts_on=timezone.localdate()
    )
    with recorded(sheet, Verb.CREATE, by=by):
        save_list(sheet, Verb.CREATE, by=by)
    set_row(sheet, product=row.product, price_yuan=row.price_yuan, by=by)


def _order(one: Registration, row: GroupBuy, *, by) -> None:
    one.activity = row
    price = price_due(shown_yuan=one.shown_yuan, tier_yuan=row.price_yuan)
    owner = one.customer.owner or by
    day = row.deliver_on if row.deliver_on and row.deliver_on >= timezone.localdate() else None
    order = start_order(
        one.customer, by=by, owner=owner, org_unit=owner.unit, activity=row.no, promised_on=day,
        receiver=(one.contact_name or one.name)[:40], receiver_phone=one.phone[:30],
    )  # fmt: skip
    add_line(order, Wanted(row.product, one.quantity, price_yuan=price), by=by)
    if one.deposit_id is not None:
        release(queries.source_of(one), by=by)
    with recorded(one, ORDERED, by=by):
        one.state, one.price_yuan, one.order = RegistrationState.ORDERED, price, order
        one.save(update_fields=["state", "price_yuan", "order"])
    tell(one, "ordered", by=by)


@transaction.atomic
def note_delivered(row: GroupBuy, *, by=None, now: datetime | None = None) -> bool:
    """Once every order has left the house the activity is fulfilled; whether it is now."""
    row, now = locked(row), now or timezone.now()
    if row.state != State.ORDERING or not queries.is_delivered(row):
        return False
    with recorded(row, FULFILLED, by=by):
        row.state = State.FULFILLED
        row.save(update_fields=["state"])
    note_turn(row, sort=TurnSort.FULFILLED, by=by, at=now)
    publish(GroupBuyEnded(row.pk, State.FULFILLED.value))
    return True


@transaction.atomic
def settle_activity(row: GroupBuy, *, by, now: datetime | None = None) -> GroupBuy:
    """Close the books of an activity: everything invoiced, every deposit returned.

    Raises Refused, naming what is missing.
    """
    row = locked(row, "settle")
    owed = [one.name for one in row.registrations.all() if one.owes_refund]
    if owed:
        raise Refused(N_("{who}的订金还没有退。请先登记退款。"), who=owed[:5], code="refund")
    unbilled = [
        order.no for order in queries.orders_of(row)
        if order.state not in queries.CLOSED and order.invoicing != Invoicing.FULLY
    ]  # fmt: skip
    if unbilled:
        raise Refused(N_("订单 {orders} 还没有开齐发票。开齐以后再结清。"), orders=unbilled[:5],
                      code="invoice")  # fmt: skip
    with recorded(row, SETTLED, by=by):
        row.state = State.SETTLED
        row.save(update_fields=["state"])
    note_turn(row, sort=TurnSort.SETTLED, by=by, at=now or timezone.now())
    return row
