"""Open, keep and end cases of winning customers back (C-80)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import WinBack
from ..rules.winback import back_on, check_given_up
from ..terms import LossCause, Trigger, WinBackState

ASKED = "care.winback"
FIRST_DAYS = 7


@transaction.atomic
def open_case(
    customer: Customer, *, trigger: Trigger, by=None, today: date | None = None
) -> WinBack | None:
    """Open a case for whoever owns the customer, who is asked to begin within a week.

    None where one is open already, and for a customer that nobody owns.
    """
    today = today or timezone.localdate()
    Customer.objects.select_for_update(no_key=True).filter(pk=customer.pk).values("pk").first()
    if (
        customer.owner is None
        or WinBack.objects.filter(customer=customer, state=WinBackState.OPEN).exists()
    ):
        return None
    row = WinBack(
        customer=customer, trigger=trigger, owner=customer.owner, org_unit=customer.owner.unit,
        opened_on=today, lost_yuan=queries.lost_value_of(customer),
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    ask(
        owner=row.owner, source=ASKED, about=row, by=by,
        due_at=today + timedelta(days=FIRST_DAYS),
        title=say(N_("挽回客户：{name}"), name=customer.name),
    )  # fmt: skip
    return row


@transaction.atomic
def begin_case(customer: Customer, *, by) -> WinBack:
    """Open a case by hand. Raises Refused without the right and where one is open."""
    if not access.may_care(by, "visit", customer):
        raise Refused(N_("您不能为“{name}”建挽回。请联系其负责人。"), name=customer.name)
    row = open_case(customer, trigger=Trigger.HAND, by=by)
    if row is None:
        raise Refused(N_("“{name}”已经在挽回中。"), name=customer.name)
    return row


@transaction.atomic
def save_case(row: WinBack, verb: str, *, by) -> WinBack:
    """Store cause, offer and cost; the caller records. Raises Refused once it has ended."""
    stored = WinBack.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if stored.state != WinBackState.OPEN:
        raise Refused(N_("这次挽回已经结束，不能再改。"))
    row.save()
    return row


@transaction.atomic
def give_up(row: WinBack, *, outcome: str, by) -> WinBack:
    """End a case without success. Raises Refused without a cause and without a word."""
    row = WinBack.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != WinBackState.OPEN:
        raise Refused(N_("这次挽回已经结束，不能再改。"))
    check_given_up(LossCause(row.cause), outcome)
    return _end(row, WinBackState.FAILED, by=by, outcome=outcome)


def open_for(ids: Collection[int], *, by=None) -> set[int]:
    """Those of some customers that are being won back. One query."""
    rows = WinBack.objects.filter(customer__in=ids, state=WinBackState.OPEN)
    return set(rows.values_list("customer", flat=True))


@transaction.atomic
def win_by_orders(days: Mapping[int, Sequence[date]], *, by=None) -> int:
    """Open cases of customers that ordered after the opening are successes; how many.

    days  customer -> days of its completed orders; whoever complains and then buys again never
          stopped buying, so no stage tells of it
    """
    rows = WinBack.objects.select_for_update(of=("self",)).filter(
        customer__in=list(days), state=WinBackState.OPEN
    )
    won = 0
    for row in rows.order_by("pk"):
        if day := back_on(Trigger(row.trigger), row.opened_on, days[row.customer_id]):
            row.ordered_on = day
            _end(row, WinBackState.WON, by=by, outcome=str(N_("客户再次下单")))
            won += 1
    return won


@transaction.atomic
def win(customer_id: int, *, by=None, today: date | None = None) -> WinBack | None:
    """The customer has bought again: its open case is a success."""
    rows = WinBack.objects.select_for_update(of=("self",))
    row = rows.filter(customer=customer_id, state=WinBackState.OPEN).first()
    if row is None:
        return None
    row.ordered_on = today or timezone.localdate()
    return _end(row, WinBackState.WON, by=by, outcome=str(N_("客户再次下单")))


def _end(row: WinBack, state: WinBackState, *, by, outcome: str) -> WinBack:
    with recorded(row, N_("结束挽回"), by=by, reason=outcome[:200]):
        row.state, row.outcome = state, outcome.strip()[:300]
        row.closed_on = timezone.localdate()
        row.save(update_fields=["state", "outcome", "closed_on", "ordered_on"])
    settle(source=ASKED, about=row, by=by)
    return row
