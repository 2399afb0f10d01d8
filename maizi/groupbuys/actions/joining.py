"""Register, pay the deposit, leave: each under the lock of the activity (B-11)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.credit.actions import post_receipt
from maizi.credit.terms import PayWay
from maizi.customers.models import Customer
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.identifiers import number_kept
from maizi.kernel.money import quantity
from maizi.kernel.texts import N_, say
from maizi.privacy.actions import Solved, spend_riddle

from .. import access, queries
from ..models import GroupBuy, Registration
from ..models.registrations import ACTIVE
from ..rules import joining as rules
from ..terms import DepositSort, RegistrationState, State, TurnSort, Withdrawal
from .links import new_token
from .refunds import owe_refund
from .telling import tell
from .turning import locked, reckon

LEFT, ASKED, PAID, MATCHED = N_("退出团购"), N_("申请退出"), N_("收到订金"), N_("对应客户档案")
STAYED = N_("不同意退出")
WANTS_OUT = N_("“{who}”申请退出团购“{name}”，请答复")


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody says when he registers.

    customer  known to a colleague; of strangers it is looked up by the number
    stranger  the riddle that he solved; None for a colleague
    seen_yuan the price of a piece on the page he sends; he is never taken at a higher one
    """

    quantity: Decimal
    phone: str
    has_consent: bool
    name: str = ""
    contact_name: str = ""
    email: str = ""
    note: str = ""
    customer: Customer | None = None
    stranger: Solved | None = None
    seen_yuan: Decimal | None = None


@transaction.atomic
def register(
    activity: GroupBuy, joining: Joining, *, by, now: datetime | None = None
) -> tuple[Registration, str]:
    """Take a registration; gives it with the secret of the participant's own page (B-11).

    by  the colleague who writes it down; None when he did it himself

    The price he is told is that of the total with his own quantity. Raises Refused outside the
    window, for nothing, beyond the limit, without consent, and for a second one.
    """
    now = now or timezone.now()
    activity = locked(activity)
    if joining.stranger is not None:
        spend_riddle(access.PUBLIC_FORM, joining.stranger, now=now)
    row = _written(activity, joining, by=by, now=now)
    token, row.token_hash = new_token()
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    row.activity = reckon(row.activity, sort=TurnSort.REGISTERED, by=by, now=now, registration=row)
    tell(row, "registered", by=by)
    return row, token


def _written(activity: GroupBuy, joining: Joining, *, by, now: datetime) -> Registration:
    pieces = quantity(joining.quantity)
    key = number_kept(joining.phone) or "".join(joining.phone.split())
    customer = joining.customer or queries.customer_of(key)
    active = activity.registrations.filter(state__in=ACTIVE)
    is_known = active.filter(phone_key=key).exists() or (
        customer is not None and active.filter(customer=customer).exists()
    )
    window = rules.Window(
        State(activity.state), activity.opens_at, activity.closes_at, activity.most_per_customer
    )
    rules.check_joining(
        window, quantity=pieces, has_consent=joining.has_consent, is_registered=is_known, now=now
    )
    if not key:
        raise Refused(N_("请留下电话，好联系您。"), field="phone")
    name = " ".join((joining.name or (customer.name if customer else "")).split())
    if not name:
        raise Refused(N_("请填写单位或姓名。"), field="name")
    shown = queries.price_for(activity, activity.total_quantity + pieces)
    rules.check_price(shown, seen_yuan=joining.seen_yuan)
    deposit = rules.deposit_due(
        DepositSort(activity.deposit_sort), activity.deposit_value, quantity=pieces,
        price_yuan=shown,
    )  # fmt: skip
    state = RegistrationState.PENDING if deposit else RegistrationState.VALID
    return Registration(
        activity=activity, customer=customer, name=name[:80], phone=key, phone_key=key,
        contact_name=joining.contact_name.strip()[:40], email=joining.email.strip(),
        quantity=pieces, note=joining.note.strip()[:200], consent_at=now, state=state,
        shown_yuan=shown, deposit_yuan=deposit, by=by, at=now,
    )  # fmt: skip


@transaction.atomic
def match_customer(row: Registration, customer: Customer, *, by) -> Registration:
    """Say which customer a stranger is. Raises Refused where he has registered already."""
    activity, row = _held(row)
    if row.state not in ACTIVE or row.state == RegistrationState.ORDERED:
        raise Refused(N_("这份登记已经生成订单或已经退出，不能再换客户。"), field="customer")
    if row.customer_id is not None and row.deposit_id is not None:
        raise Refused(N_("订金已记在原来的客户账上，不能再换客户。"), field="customer")
    others = activity.registrations.filter(state__in=ACTIVE, customer=customer).exclude(pk=row.pk)
    if others.exists():
        raise Refused(N_("这家客户已经登记过这次团购。请先退出其中一个。"), field="customer")
    with recorded(row, MATCHED, by=by):
        row.customer = customer
        row.save(update_fields=["customer"])
    return row


@transaction.atomic
def take_deposit(
    row: Registration, *, way: PayWay, on: date, by, now: datetime | None = None
) -> Registration:
    """The deposit has come in: posted to the customer's account, the registration counts (B-11).

    Raises Refused for one that waits for none, for a stranger, and after the deadline.
    """
    now = now or timezone.now()
    activity, row = _held(row)
    if row.state != RegistrationState.PENDING:
        raise Refused(N_("“{who}”的登记不在等订金。"), who=row.name)
    if row.customer is None:
        raise Refused(N_("请先把“{who}”对应到客户档案，再登记订金。"), who=row.name)
    rules.check_open(
        rules.Window(State(activity.state), activity.opens_at, activity.closes_at), now=now
    )
    entry = post_receipt(
        row.customer, amount_yuan=row.deposit_yuan, on=on, way=way, by=by,
        deposit_for=queries.source_of(row), note=str(activity),
    )  # fmt: skip
    with recorded(row, PAID, by=by):
        row.state, row.deposit = RegistrationState.VALID, entry
        row.save(update_fields=["state", "deposit"])
    reckon(activity, sort=TurnSort.PAID, by=by, now=now, registration=row)
    return row


@transaction.atomic
def withdraw(
    row: Registration, *, by, reason: str = "", may_decide: bool = False,
    now: datetime | None = None,
) -> Registration:  # fmt: skip
    """Leave: at once while it is open; once reached the owner is asked (B-11).

    by          None when the participant does it on his own page
    may_decide  whoever runs the activity says yes by doing it

    Raises Refused after ordering, and for one that is not active.
    """
    now = now or timezone.now()
    activity, row = _held(row)
    if row.state == RegistrationState.LEAVING and not may_decide:
        return row
    if row.state not in (
        RegistrationState.PENDING, RegistrationState.VALID, RegistrationState.LEAVING,
    ):  # fmt: skip
        rules.withdrawal(State(activity.state))
        raise Refused(N_("这个登记已经不在了。"), code="gone")
    how = rules.withdrawal(State(activity.state))
    if how == Withdrawal.ASK and not may_decide and row.state == RegistrationState.VALID:
        return _ask_out(row, by=by, reason=reason, now=now)
    return _leave(row, by=by, reason=reason, now=now)


@transaction.atomic
def keep_in(row: Registration, *, by, reason: str, now: datetime | None = None) -> Registration:
    """The owner does not agree that somebody leaves after it was reached, and says why."""
    activity, row = _held(row)
    if row.state != RegistrationState.LEAVING:
        raise Refused(N_("“{who}”没有申请退出。"), who=row.name)
    if not reason.strip():
        raise Refused(N_("请写明为什么不同意退出，客户会看到。"), field="reason")
    with recorded(row, STAYED, by=by, reason=reason):
        row.state, row.reason = RegistrationState.VALID, reason.strip()[:200]
        row.save(update_fields=["state", "reason"])
    settle(source=access.LEAVING_SOURCE, about=row, by=by)
    reckon(activity, sort=TurnSort.STAYED, by=by, now=now or timezone.now(), registration=row)
    return row


def _held(row: Registration) -> tuple[GroupBuy, Registration]:
    """Activity and registration, locked in this order everywhere."""
    activity = locked(row.activity)
    rows = Registration.objects.select_for_update(of=("self",)).select_related("customer")
    row = rows.get(pk=row.pk)
    row.activity = activity
    return activity, row


def _ask_out(row, *, by, reason: str, now: datetime) -> Registration:
    activity = row.activity
    with recorded(row, ASKED, by=by, reason=reason):
        row.state, row.reason = RegistrationState.LEAVING, reason.strip()[:200]
        row.save(update_fields=["state", "reason"])
    title = say(WANTS_OUT, who=row.name, name=activity.name)
    ask(owner=activity.owner, source=access.LEAVING_SOURCE, about=row, title=title, by=by)
    notify(to=[activity.owner], event="groupbuys.leaving", title=title, about=row, by=by)
    reckon(activity, sort=TurnSort.ASKED_OUT, by=by, now=now, registration=row)
    return row


def _leave(row, *, by, reason: str, now: datetime) -> Registration:
    activity = row.activity
    with recorded(row, LEFT, by=by, reason=reason):
        row.state, row.reason = RegistrationState.WITHDRAWN, reason.strip()[:200]
        row.save(update_fields=["state", "reason"])
    settle(source=access.LEAVING_SOURCE, about=row, by=by)
    owe_refund(row, activity, by=by, now=now)
    reckon(activity, sort=TurnSort.WITHDRAWN, by=by, now=now, registration=row)
    return row
