"""What group buying hears of: approvals, clocks, purchases, deliveries, wins, agreements."""

from maizi.approvals.events import CaseClosed
from maizi.approvals.models import ApprovalCase
from maizi.approvals.terms import CaseState
from maizi.clocks.events import ClockBreached
from maizi.development.events import AgreementRecorded, OpportunityClosed
from maizi.development.models import Agreement, Opportunity
from maizi.development.terms import DealState
from maizi.purchasing.events import OrderPlaced
from maizi.purchasing.models import OrderLine
from maizi.sales.events import DeliveryShipped, OrderClosed

from . import access, actions, queries
from .events import GroupBuyEnded
from .models import AgreementDue, GroupBuy, Registration
from .terms import State

SENT_BACK = (CaseState.REJECTED, CaseState.WITHDRAWN, CaseState.RETURNED)


def on_case_closed(event: CaseClosed) -> None:
    """An activity that was not approved is a draft again."""
    case = ApprovalCase.objects.filter(pk=event.case_id, subject=access.SUBJECT).first()
    if case is None or case.state not in SENT_BACK:
        return
    entry = case.entries.order_by("-id").first()
    row = GroupBuy.objects.filter(pk=case.object_id).first()
    if row:
        actions.return_activity(row, by=None, answer=entry.opinion if entry else "")


def on_clock_breached(event: ClockBreached) -> None:
    """A deposit was not returned, an agreement not signed in time."""
    if event.code == access.REFUND_SOURCE:
        rows = Registration.objects.select_related("activity__owner__superior")
        if row := rows.filter(pk=event.object_id).first():
            actions.tell_late_refund(row)
    elif event.code == access.AGREEMENT_SOURCE:
        dues = AgreementDue.objects.select_related("owner__superior", "customer")
        if due := dues.filter(pk=event.object_id).first():
            actions.tell_late_agreement(due)


def on_order_placed(event: OrderPlaced) -> None:
    """The purchase order of a reached activity went to the supplier, by request or suggestion."""
    rows = GroupBuy.objects.filter(bought_at=None, state__in=(State.REACHED, State.ORDERING))
    asked = rows.filter(request__lines__order_lines__order=event.order_id).distinct()
    for row in asked:
        actions.note_bought(row)
    products = OrderLine.objects.filter(order=event.order_id, request_line=None).values("product")
    for row in queries.covered(rows.filter(product__in=products)):
        actions.note_bought(row)


def on_delivery_shipped(event: DeliveryShipped) -> None:
    """Perhaps everybody has his goods now."""
    _look_again(order__deliveries=event.delivery_id)


def on_order_closed(event: OrderClosed) -> None:
    """The same when an order ends otherwise."""
    _look_again(order=event.order_id)


def _look_again(**which) -> None:
    rows = Registration.objects.filter(activity__state=State.ORDERING, **which)
    for row in rows.select_related("activity"):
        if not actions.note_delivered(row.activity):
            actions.note_called_off(row.activity)


def on_opportunity_closed(event: OpportunityClosed) -> None:
    """A win asks for a cooperation agreement (B-12)."""
    if event.state != DealState.WON:
        return
    row = Opportunity.objects.select_related("customer", "owner").get(pk=event.opportunity_id)
    actions.owe_agreement(
        row.customer, owner=row.owner, won_at=row.closed_at, opportunity=row, by=None
    )


def on_group_buy_ended(event: GroupBuyEnded) -> None:
    """So does a group buy, from every customer who bought (B-12)."""
    if event.state != State.FULFILLED:
        return
    rows = Registration.objects.filter(activity=event.activity_id, state="ordered")
    rows = rows.select_related("customer__owner", "activity__owner", "order")
    for row in rows.exclude(order__state="cancelled"):
        owner = row.customer.owner or row.activity.owner
        turn = row.activity.turns.filter(sort="fulfilled").last()
        actions.owe_agreement(
            row.customer, owner=owner, won_at=turn.at, activity=row.activity, by=None
        )


def on_agreement_recorded(event: AgreementRecorded) -> None:
    """What was owed is done."""
    actions.agreement_made(Agreement.objects.get(pk=event.agreement_id))
