"""Agreements through their states, what they oblige to, and gifts (B-41, B-44)."""

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from maizi.accounts.models import Appointment
from maizi.customers.terms import Nature
from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access
from ..events import AgreementRecorded, ObligationChanged
from ..models import Agreement, Gift, Obligation
from ..rules.agreements import check_days, check_state, reminder_due, state_on
from ..rules.gifts import check_gift
from ..terms.accounts import AgreementState, GiftState, Side

ENDS, OWES = "development.agreement_ends", "development.obligation"
RUNNING = (AgreementState.SIGNED, AgreementState.ACTIVE)


@transaction.atomic
def save_agreement(row: Agreement, verb: str, *, by) -> Agreement:
    """Store an agreement; the caller records. Once signed its terms stand.

    Announces AgreementRecorded for a new one. Raises Refused for days the wrong way round and
    for a signed one.
    """
    check_days(row.starts_on, row.ends_on)
    is_new = row._state.adding
    if is_new:
        row.no = next_number("agreement", on=timezone.localdate())
        if row.owner_id is None:
            row.owner = by
    else:
        stored = _locked(row)
        if stored.state not in (AgreementState.DRAFT, AgreementState.APPROVED):
            raise Refused(N_("协议已经签署，条款不能再改。需要变更请终止后另签。"))
        row.state = AgreementState.DRAFT  # what was approved is what was read
    if row.opportunity is not None and row.opportunity.customer_id != row.customer_id:
        raise Refused(N_("这个商机不属于这个客户。"), field="opportunity")
    row.org_unit = row.owner.unit
    row.save()
    if is_new:
        publish(AgreementRecorded(row.pk))
    return row


@transaction.atomic
def turn_agreement(
    row: Agreement, *, to: AgreementState, by, reason: str = "", on: date | None = None
) -> Agreement:
    """Approve, sign or terminate an agreement; nobody approves his own.

    on  the day of signing; None for today
    Raises Refused for a step that does not follow, one's own, and an end without reason.
    """
    row, today = _locked(row), timezone.localdate()
    check_state(AgreementState(row.state), to)
    if to == AgreementState.APPROVED and row.owner_id == by.pk:
        raise Refused(N_("自己负责的协议不能自己批准，请上级批准。"))
    if to == AgreementState.TERMINATED and not reason.strip():
        raise Refused(N_("请写明终止的原因。"), field="reason")
    signed_on = on or today
    if to == AgreementState.SIGNED and signed_on > today:
        raise Refused(N_("签署日期不能晚于今天。"), field="on")
    with recorded(row, Verb.CHANGE, by=by, reason=reason[:200]):
        row.state = to
        if to == AgreementState.SIGNED:
            row.signed_on = signed_on
            row.state = state_on(to, starts_on=row.starts_on, ends_on=row.ends_on, today=today)
        if to == AgreementState.TERMINATED:
            row.ended_reason = reason.strip()[:200]
        row.save()
    return row


@transaction.atomic
def oblige(row: Obligation, *, by) -> Obligation:
    """Write down what a side owes; what we owe becomes a to-do of the owner."""
    if not row.text.strip():
        raise Refused(N_("请写下义务的内容。"), field="text")
    agreement = row.agreement
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    side = Side(row.side)
    ask(
        owner=agreement.owner, source=OWES, about=row, by=by, due_at=row.due_on,
        url=agreement.get_absolute_url(),
        title=say(N_("{side}义务：{text}"), side=say(side.chinese), text=row.text),
    )  # fmt: skip
    publish(ObligationChanged(row.pk, agreement.customer_id))
    return row


@transaction.atomic
def fulfil(row: Obligation, *, by, on: date | None = None, note: str = "") -> Obligation:
    """An obligation was met, today or on an earlier day. Raises Refused for a day ahead."""
    row = Obligation.objects.select_for_update().get(pk=row.pk)
    today = timezone.localdate()
    if (on or today) > today:
        raise Refused(N_("履行日期不能晚于今天。"), field="on")
    with recorded(row, Verb.CHANGE, by=by):
        row.done_on, row.note = on or today, note.strip()[:200]
        row.save()
    settle(source=OWES, about=row, by=by)
    publish(ObligationChanged(row.pk, row.agreement.customer_id))
    return row


@transaction.atomic
def turn_agreements(*, today: date, by=None) -> int:
    """What happens by itself at night: agreements begin, end, and remind 90, 30, 7 days before."""
    rows = Agreement.objects.select_for_update(of=("self",)).filter(state__in=RUNNING)
    told = 0
    for row in rows.select_related("owner", "customer"):
        state = state_on(
            AgreementState(row.state), starts_on=row.starts_on, ends_on=row.ends_on, today=today
        )
        if state != row.state:
            with recorded(row, Verb.CHANGE, by=by):
                row.state = state
                row.save(update_fields=["state"])
        days = reminder_due(row.ends_on, today, told_days=row.told_days)
        if state == AgreementState.ACTIVE and days is not None:
            told += _remind(row, days, by)
    return told


def _remind(row: Agreement, days: int, by) -> int:
    title = say(N_("“{name}”不到 {days} 天到期"), name=row.name, days=days)
    notify(to=[row.owner], event=access.AGREEMENT_ENDS.code, title=title, by=by, about=row)
    ask(owner=row.owner, source=ENDS, about=row, by=by, due_at=row.ends_on, title=title)
    row.told_days = days
    row.save(update_fields=["told_days"])
    return 1


@transaction.atomic
def save_gift(row: Gift, verb: str, *, by) -> Gift:
    """Register a gift; whoever may approve is told. The caller records.

    Raises Refused over the yearly limit of the person, which for people of the government is 0.
    """
    is_government = row.customer.nature == Nature.GOVERNMENT
    limits = parameter("gift.year_limit")
    year = row.given_on.year
    same = Gift.objects.filter(
        customer=row.customer, recipient=row.recipient, given_on__year=year
    ).exclude(state=GiftState.DECLINED).exclude(pk=row.pk)  # fmt: skip
    so_far = same.aggregate(total=Sum("value_yuan"))["total"] or 0
    if row.contact is not None and row.contact.customer_id != row.customer_id:
        raise Refused(N_("“{what}”不属于这个客户。"), what=row.contact.name, field="contact")
    check_gift(
        row.value_yuan, so_far_yuan=so_far, most_yuan=limits[1 if is_government else 0],
        is_government=is_government, recipient=row.recipient,
    )  # fmt: skip
    row.by = by
    row.save()
    title = say(N_("{by}登记了给“{who}”的礼品，请批准"), by=by.name, who=row.recipient)
    notify(to=_approvers(row, by), event=access.GIFT_ASKED.code, title=title, by=by, about=row)
    return row


def _approvers(row: Gift, by) -> list:
    today = timezone.localdate()
    posts = Appointment.objects.filter(user__is_active=True).select_related("role", "user")
    people = {
        p.user_id: p.user
        for p in posts
        if "approve" in p.role.grants.get("gift", ()) and (p.ends_on is None or p.ends_on >= today)
    }
    near = [
        person
        for person in people.values()
        if person.pk != by.pk and access.visible_gifts(person).filter(pk=row.pk).exists()
    ]
    return near[:10]


@transaction.atomic
def decide_gift(row: Gift, *, is_approved: bool, by) -> Gift:
    """Approve a gift or not; nobody decides of his own. Raises Refused."""
    row = Gift.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.by_id == by.pk:
        raise Refused(N_("自己登记的礼品不能自己批准。"))
    if row.state != GiftState.ASKED:
        raise Refused(N_("这件礼品已经决定过了。"))
    with recorded(row, Verb.CHANGE, by=by):
        row.state = GiftState.APPROVED if is_approved else GiftState.DECLINED
        row.approver, row.decided_at = by, timezone.now()
        row.save(update_fields=["state", "approver", "decided_at"])
    return row


def _locked(row: Agreement) -> Agreement:
    return Agreement.objects.select_for_update(of=("self",)).get(pk=row.pk)
