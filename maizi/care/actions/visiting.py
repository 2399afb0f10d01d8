"""Make return visits and what leads to them (C-1, C-3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.customers.actions import log_activity
from maizi.customers.models import Activity, Contact, Customer
from maizi.customers.queries import beginning_of
from maizi.customers.terms import ContactChannel
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Occasion, ReturnPlan, ReturnVisit
from ..rules.returns import AFTER, check_override, check_visit
from ..terms import CHANNEL_OF, Outcome, Reason, ReturnForm, ValueClass
from .planning import replan

NOT_YOURS = N_("您不能回访“{name}”。请联系其负责人。")


@dataclass(frozen=True, slots=True)
class Talk:
    """A return visit as somebody writes it down."""

    form: ReturnForm
    outcome: Outcome
    talk: str
    reason: Reason = Reason.ROUTINE
    news: str = ""
    contact: Contact | None = None
    next_step: str = ""
    next_on: date | None = None
    at: datetime | None = None


@transaction.atomic
def record_return_visit(customer: Customer, talk: Talk, *, by) -> ReturnVisit:
    """Write down a return visit: a follow-up in the stream, with what it found.

    Counts as contact unless nobody was reached; then the visit stays due. Raises Refused
    without the right, without words, and for a greeting where a VIP is to be spoken to.
    """
    if not access.may_care(by, "visit", customer):
        raise Refused(NOT_YOURS, name=customer.name)
    plan = ReturnPlan.objects.filter(customer=customer).first()
    value = ValueClass(plan.value_class) if plan else ValueClass.D
    check_visit(talk.outcome, talk.form, talk.talk, value)
    at = talk.at or timezone.now()
    is_reached = talk.outcome != Outcome.UNREACHED
    activity = Activity(
        customer=customer, contact=talk.contact, at=at, content=talk.talk.strip(),
        channel=CHANNEL_OF[talk.form] if is_reached else ContactChannel.NOTE,
        result=talk.outcome.label, next_step=talk.next_step.strip()[:200], next_on=talk.next_on,
        signals=talk.news.strip()[:300],
    )  # fmt: skip
    log_activity(activity, by=by)
    row = ReturnVisit(
        customer=customer, activity=activity, at=at, by=by, reason=talk.reason, form=talk.form,
        outcome=talk.outcome, news=talk.news.strip(), value_class=value,
        was_due_on=plan.due_on if plan else timezone.localdate(at),
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    return row


@transaction.atomic
def set_interval(customer: Customer, *, days: int | None, reason: str, by) -> ReturnPlan:
    """Give one customer an interval of its own, or the usual one again (None).

    Raises Refused without the right, outside 7 to 730 days, and without a reason.
    """
    if not access.may_care(by, "plan", customer):
        raise Refused(N_("您不能改“{name}”的回访间隔。请联系主管。"), name=customer.name)
    check_override(days, reason)
    plan = ReturnPlan.objects.select_for_update().filter(customer=customer).first()
    if plan is None:
        raise Refused(
            N_("“{name}”还没有回访计划：买过东西、有负责人的客户才有。"), name=customer.name
        )
    with recorded(plan, N_("改回访间隔"), by=by, reason=reason[:200]):
        plan.override_days = days
        plan.override_reason = reason.strip()[:200] if days else ""
        plan.save(update_fields=["override_days", "override_reason"])
    replan([customer.pk])
    return ReturnPlan.objects.get(pk=plan.pk)


@transaction.atomic
def ask_for_visit(
    customer_id: int, *, reason: Reason, about, title: str, on: date, by=None
) -> Occasion:
    """Something happened after which somebody asks how it is going; once for each record.

    Where somebody has spoken with the customer on a later day, nobody need ask any more.
    """
    wanted = {
        "customer_id": customer_id, "title": title[:120], "happened_on": on,
        "due_on": on + AFTER[reason],
    }  # fmt: skip
    talks = Activity.objects.filter(customer=customer_id).exclude(channel=ContactChannel.NOTE)
    later = talks.filter(at__gte=beginning_of(on + timedelta(days=1))).order_by("at").first()
    if later is not None:
        wanted["done_at"] = later.at
    row, _is_new = Occasion.objects.get_or_create(
        kind=about._meta.label_lower, object_id=about.pk, reason=reason, defaults=wanted
    )
    replan([customer_id])
    return row


@transaction.atomic
def keep_occasions(activity: Activity, *, by=None) -> int:
    """Somebody spoke with the customer: what had happened before is asked about; how many."""
    rows = Occasion.objects.filter(
        customer=activity.customer_id, done_at=None,
        happened_on__lte=timezone.localdate(activity.at),
    )  # fmt: skip
    return rows.update(done_at=activity.at)
