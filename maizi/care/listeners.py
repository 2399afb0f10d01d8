"""What care hears of."""

from django.utils import timezone

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState
from maizi.clocks.events import ClockBreached
from maizi.complaints.events import ComplaintClosed
from maizi.complaints.models import Complaint
from maizi.customers.events import ActivityLogged
from maizi.customers.models import Customer
from maizi.customers.queries import activity_of, is_effective
from maizi.customers.terms import Lifecycle
from maizi.sales.events import DeliveryShipped, DeliverySigned, OrderClosed, OrderConfirmed
from maizi.sales.models import Delivery, Order

from . import access, actions, queries
from .events import CustomerWonBack, StageChanged
from .models import Conflict, Partnership
from .terms import BUYING, Reason, Trigger

SENT_BACK = (CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.RETURNED)


def on_activity_logged(event: ActivityLogged) -> None:
    """A talk is an introduction, answers what asked for a visit, and moves the next one on."""
    if not is_effective(event.activity_id):
        return
    actions.introduce(event.customer_id, by=event.author_id)
    if queries.has_plan(event.customer_id):
        actions.keep_occasions(activity_of(event.activity_id))
        actions.replan([event.customer_id])


def on_order_confirmed(event: OrderConfirmed) -> None:
    """Who has just ordered need not be visited soon."""
    customer = Order.objects.values_list("customer", flat=True).get(pk=event.order_id)
    if queries.has_plan(customer):
        actions.replan([customer])


def on_order_closed(event: OrderClosed) -> None:
    """An order closed short may be the one that makes a stage."""
    actions.restage([Order.objects.values_list("customer", flat=True).get(pk=event.order_id)])


def on_delivery_shipped(event: DeliveryShipped) -> None:
    """With its last delivery an order is completed: the stage follows at once (C-4)."""
    delivery = Delivery.objects.select_related("order").get(pk=event.delivery_id)
    actions.restage([delivery.order.customer_id])


def on_delivery_signed(event: DeliverySigned) -> None:
    """Somebody asks how the goods are (C-3, F-18)."""
    delivery = Delivery.objects.select_related("order").get(pk=event.delivery_id)
    actions.ask_for_visit(
        delivery.order.customer_id, reason=Reason.DELIVERY, about=delivery, title=delivery.no,
        on=timezone.localdate(delivery.signed_at),
    )  # fmt: skip


def on_stage_changed(event: StageChanged) -> None:
    """Who stops buying is to be won back; those found lost on the first night are left (C-80)."""
    if event.stage == Lifecycle.INACTIVE and event.was in BUYING and not event.is_first:
        customer = Customer.objects.select_related("owner__unit").get(pk=event.customer_id)
        actions.open_case(customer, trigger=Trigger.LOST)


def on_customer_won_back(event: CustomerWonBack) -> None:
    """The open case is a success."""
    actions.win(event.customer_id)


def on_complaint_closed(event: ComplaintClosed) -> None:
    """After a complaint somebody asks whether all is well (C-3); who is not ours again is to be
    won back (C-80)."""
    row = Complaint.objects.select_related("customer__owner__unit").get(pk=event.complaint_id)
    if row.customer_id and event.is_regained is False:
        actions.open_case(row.customer, trigger=Trigger.COMPLAINT)
    if row.customer_id:
        actions.ask_for_visit(
            row.customer_id, reason=Reason.COMPLAINT, about=row, title=row.no,
            on=timezone.localdate(row.ended_at),
        )  # fmt: skip


def on_clock_breached(event: ClockBreached) -> None:
    """A conflict is still open after five workdays (C-60)."""
    if event.code != access.CONFLICT.code:
        return
    rows = Conflict.objects.select_related("owner__superior", "customer__owner__superior")
    if row := rows.filter(pk=event.object_id).first():
        actions.tell_late_conflict(row)


def on_case_closed(event: CaseClosed) -> None:
    """A partner who was not approved stays what he is."""
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=actions.SUBJECT).first()
    if case is None or case.state not in SENT_BACK:
        return
    row = Partnership.objects.filter(pk=case.object_id).first()
    if row:
        entry = case.entries.order_by("-id").first()
        actions.decline_partner(row, answer=entry.opinion if entry else "")
