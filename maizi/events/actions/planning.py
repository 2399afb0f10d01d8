"""Plan an event, begin to invite, cancel it, sum it up (C-40)."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.customers.actions import Beside, log_activity
from maizi.customers.models import Activity
from maizi.customers.terms import ContactChannel
from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded
from maizi.inbox.queries import has_mail
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Event, Invitation
from ..rules.course import check_closing, check_open, check_times
from ..terms import Sending, State

SEND = "events.send"


@transaction.atomic
def save_event(row: Event, verb: str, *, by) -> Event:
    """Store an event before it is over; the caller records.

    Raises Refused for a time that is past, an owner who has left, and once it was summed up or
    cancelled.
    """
    now = timezone.now()
    row.owner = row.owner if row.owner_id else by
    if not row.owner.is_active:
        raise Refused(N_("负责人已经停用，请选在职的人。"), field="owner")
    if row._state.adding:
        check_times(row.starts_at, row.answer_until, now)
        row.no = next_number("event", on=timezone.localdate())
    else:
        stored = locked(row)
        if stored.state in (State.CLOSED, State.CANCELLED):
            raise Refused(N_("活动已总结或已取消，不能再改。"))
        if (row.starts_at, row.answer_until) != (stored.starts_at, stored.answer_until):
            check_times(row.starts_at, row.answer_until, now)
        row.state = stored.state
    row.org_unit = row.owner.unit
    row.save()
    return row


def locked(row: Event) -> Event:
    """The event as it stands, locked to the end of the transaction: who answers waits."""
    return Event.objects.select_for_update(of=("self",)).select_related("owner").get(pk=row.pk)


@transaction.atomic
def open_event(row: Event, *, by) -> Event:
    """Begin to invite. Raises Refused without a goal and for a date in the past."""
    row = locked(row)
    check_open(State(row.state), row.goal)
    check_times(row.starts_at, row.answer_until, timezone.now())
    with recorded(row, N_("开始邀请"), by=by):
        row.state = State.OPEN
        row.save(update_fields=["state"])
    return row


@transaction.atomic
def cancel_event(row: Event, *, reason: str, by) -> Event:
    """Call an event off; whoever had his invitation or said yes is told by mail.

    Whom no mail reaches stands on the list until somebody notes that he was told. Raises
    Refused without a reason, and once it is over.
    """
    row = locked(row)
    if row.state not in (State.PLANNED, State.OPEN):
        raise Refused(N_("活动已总结或已取消。"))
    if not reason.strip():
        raise Refused(N_("请写明取消活动的原因。"), field="reason")
    with recorded(row, N_("取消活动"), by=by, reason=reason[:200]):
        row.state, row.cancel_reason = State.CANCELLED, reason.strip()[:200]
        row.save(update_fields=["state", "cancel_reason"])
    row.invitations.filter(sending=Sending.QUEUED).update(sending=Sending.NONE)
    if has_mail():  # a letter may be on its way: the job looks whom it reached
        enqueue(SEND, by=by, payload={"id": row.pk})
    return row


@transaction.atomic
def tell_again(row: Event, *, by) -> None:
    """Mail once more to whom nobody could say that the event is off.

    Raises Refused while it takes place, and without a mail server.
    """
    row = locked(row)
    _refuse_unless_cancelled(row)
    if not has_mail():
        raise Refused(N_("没有邮件服务器。请打电话告诉客户，再记“已告知”。"))
    record(row, verb=N_("再次通知取消"), by=by)
    enqueue(SEND, by=by, payload={"id": row.pk})


@transaction.atomic
def note_told(one: Invitation, *, by) -> None:
    """Somebody was told another way that the event is off. Raises Refused while it takes place."""
    _refuse_unless_cancelled(locked(one.event))
    one = Invitation.objects.select_for_update(of=("self",)).get(pk=one.pk)
    with recorded(one, N_("已告知取消"), by=by):
        one.off_told_at, one.problem = one.off_told_at or timezone.now(), ""
        one.save(update_fields=["off_told_at", "problem"])


def _refuse_unless_cancelled(row: Event) -> None:
    if row.state != State.CANCELLED:
        raise Refused(N_("活动没有取消。"), code="state")


@transaction.atomic
def close_event(row: Event, *, cost_yuan: Decimal, opinions: str, result: str, by) -> Event:
    """Sum an event up: what it cost, what people said, what came of it.

    Everybody who came has a follow-up in his customer's stream, once; what was agreed with the
    customer as the next step stays. Raises Refused before it began, and without opinions or
    result.
    """
    row, now = locked(row), timezone.now()
    told = {"opinions": opinions, "result": result}
    check_closing(State(row.state), starts_at=row.starts_at, now=now, **told)
    with recorded(row, N_("总结活动"), by=by):
        row.state, row.cost_yuan = State.CLOSED, cost_yuan
        row.opinions, row.result = opinions.strip()[:4000], result.strip()[:4000]
        row.save(update_fields=["state", "cost_yuan", "opinions", "result"])
    came = row.invitations.filter(attended_at__isnull=False, activity=None)
    rows = came.select_related("customer", "contact")
    for one in rows.order_by("customer_id", "id"):  # customers are locked in one order everywhere
        _log(one, row, by)
    return row


def _log(one: Invitation, row: Event, by) -> None:
    """Tell the customer's stream that he was there; pools and archive are left alone."""
    if one.customer.pool_id or one.customer.archived_at:
        return
    activity = Activity(
        customer=one.customer, contact=one.contact, at=one.attended_at,
        channel=ContactChannel.EVENT, result=row.result[:200],
        content=f"{row.get_sort_display()}：{row.name}\n{one.note}".strip(),
    )  # fmt: skip
    one.activity = log_activity(activity, by=by, beside=Beside(keeps_next=True))
    one.save(update_fields=["activity"])
