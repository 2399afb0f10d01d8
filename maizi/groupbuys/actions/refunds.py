"""Deposits that go back within a week: a clock, a to-do, a refund through the ledger (B-11)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.queries import open_clock
from maizi.clocks.terms import Counting
from maizi.credit.actions import post_refund, release
from maizi.credit.terms import PayWay
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import GroupBuy, Registration

OWED, REFUNDED = N_("应退订金"), N_("退还订金")
BACK = N_("退还“{who}”的团购订金 {amount} 元（{days} 天内）")
LATE = N_("“{who}”的团购订金 {amount} 元超期未退")


def owe_refund(row: Registration, activity: GroupBuy, *, by, now: datetime) -> None:
    """A deposit that was paid has to go back; without one nothing happens.

    The caller holds the activity's lock.
    """
    if row.deposit_id is None or row.refund_due_on is not None:
        return
    days = int(parameter("gb.refund_days"))
    release(queries.source_of(row), by=by)
    with recorded(row, OWED, by=by):
        row.refund_due_on = timezone.localdate(now) + timedelta(days=days)
        row.save(update_fields=["refund_due_on"])
    period = Period(Counting.DAYS, days=days)
    clocks.start(row, code=access.REFUND_SOURCE, by=by, at=now, period=period,
                 unit=activity.org_unit)  # fmt: skip
    title = say(BACK, who=row.name, amount=show_yuan(row.deposit_yuan), days=days)
    ask(owner=activity.owner, source=access.REFUND_SOURCE, about=row, by=by, title=title,
        due_at=row.refund_due_on)  # fmt: skip


@transaction.atomic
def refund_deposit(
    row: Registration, *, way: PayWay, on: date, by, now: datetime | None = None
) -> Registration:
    """The deposit was paid back: posted to the customer's account, clock and to-do end.

    Raises Refused where none is owed, and where the money was used for something else.
    """
    rows = Registration.objects.select_for_update(of=("self",))
    row = rows.select_related("customer", "deposit", "activity").get(pk=row.pk)
    if not row.owes_refund:
        raise Refused(N_("“{who}”没有要退的订金。"), who=row.name)
    entry = post_refund(
        row.customer, amount_yuan=row.deposit_yuan, on=on, way=way, by=by, against=row.deposit,
        source=queries.source_of(row), note=str(row.activity),
    )  # fmt: skip
    with recorded(row, REFUNDED, by=by):
        row.refund = entry
        row.save(update_fields=["refund"])
    if clock := open_clock(row, access.REFUND_SOURCE):
        clocks.stop(clock, by=by, now=now)
    settle(source=access.REFUND_SOURCE, about=row, by=by)
    return row


def tell_late_refund(row: Registration, *, by=None) -> None:
    """A week has passed: the owner and his superior hear of it."""
    owner = row.activity.owner
    people = [one for one in (owner, owner.superior) if one is not None]
    title = say(LATE, who=row.name, amount=show_yuan(row.deposit_yuan))
    notify(to=people, event="groupbuys.late", title=title, about=row, by=by)
