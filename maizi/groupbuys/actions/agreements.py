"""A cooperation agreement soon after a win, so that both sides are protected (B-12)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.queries import open_clock
from maizi.clocks.terms import Counting
from maizi.customers.models import Customer
from maizi.development.models import Agreement, Opportunity
from maizi.development.terms.accounts import AgreementState
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.texts import N_, say

from .. import access
from ..models import AgreementDue, GroupBuy

SIGNED = N_("记下协议")
SOON = N_("与“{customer}”签合作协议（成功后 {days} 天内）")
LATE = N_("与“{customer}”的合作协议超期未签")
OVER = (AgreementState.EXPIRED, AgreementState.TERMINATED)


@transaction.atomic
def owe_agreement(
    customer: Customer, *, owner: User, won_at: datetime, by,
    opportunity: Opportunity | None = None, activity: GroupBuy | None = None,
) -> AgreementDue | None:  # fmt: skip
    """Ask for an agreement after a win: a clock and a to-do of the owner (B-12).

    None where one is owed already, or the customer has one that holds.
    """
    Customer.objects.select_for_update().filter(pk=customer.pk).values_list("pk").first()
    if AgreementDue.objects.filter(customer=customer, done_at=None).exists():
        return None
    if Agreement.objects.filter(customer=customer).exclude(state__in=OVER).exists():
        return None
    days = int(parameter("gb.agreement_days"))
    due = AgreementDue(
        customer=customer, opportunity=opportunity, activity=activity, owner=owner,
        org_unit=owner.unit, won_at=won_at,
        due_on=timezone.localdate(won_at) + timedelta(days=days),
    )  # fmt: skip
    with recorded(due, Verb.CREATE, by=by):
        due.save()
    period = Period(Counting.DAYS, days=days)
    clocks.start(due, code=access.AGREEMENT_SOURCE, by=by, at=won_at, period=period)
    ask(owner=owner, source=access.AGREEMENT_SOURCE, about=due, due_at=due.due_on, by=by,
        title=say(SOON, customer=customer.name, days=days))  # fmt: skip
    return due


@transaction.atomic
def agreement_made(agreement: Agreement, *, by=None) -> bool:
    """An agreement with the customer was written down: what was owed is done; whether any was."""
    rows = AgreementDue.objects.select_for_update(of=("self",))
    due = rows.filter(customer=agreement.customer_id, done_at=None).first()
    if due is None:
        return False
    with recorded(due, SIGNED, by=by):
        due.agreement, due.done_at = agreement, timezone.now()
        due.save(update_fields=["agreement", "done_at"])
    if clock := open_clock(due, access.AGREEMENT_SOURCE):
        clocks.stop(clock, by=by)
    settle(source=access.AGREEMENT_SOURCE, about=due, by=by)
    return True


def tell_late_agreement(due: AgreementDue, *, by=None) -> None:
    """The days have passed: the owner and his superior hear of it."""
    people = [one for one in (due.owner, due.owner.superior) if one is not None]
    title = say(LATE, customer=due.customer.name)
    notify(to=people, event="groupbuys.late", title=title, about=due, by=by)
