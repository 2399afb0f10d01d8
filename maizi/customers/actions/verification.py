"""Verify what we know of customers: asked for by schedule, done in one click (A-31)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.fields.queries import parameter
from maizi.history.access import told
from maizi.history.actions import recorded
from maizi.inbox import actions as inbox
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Customer
from ..queries.updates import WAY
from ..queries.verification import KIND, VERIFY
from ..rules import way_of
from ..terms.quality import FreshGroup
from .quality import refresh_quality

VERIFIED = N_("核实资料")
MOST_LEFT_OVER = 500


@transaction.atomic
def verify(
    customer: Customer, *, by, is_asked: bool = False, now: datetime | None = None
) -> Customer:
    """Say that what we know of a customer is right; who was asked to is asked no longer.

    is_asked  he did so by ticking off the to-do that asked for it

    A second click on the same day says nothing new.
    """
    if not access.may(by, "change", customer):
        raise Refused(N_("您不能修改“{customer}”，也就不能核实。请联系其负责人。"),
                      customer=customer.name)  # fmt: skip
    now = now or timezone.now()
    row = Customer.objects.select_for_update().get(pk=customer.pk)
    is_asked = is_asked or queries.is_asked(by, row)
    if is_asked or not _is_done(row, by, now):
        with told(**{WAY: str(way_of(is_asked))}), recorded(row, VERIFIED, by=by):
            row.verified_at, row.verified_by = now, by
            row.save(update_fields=["verified_at", "verified_by"])
        refresh_quality([row.pk], by=by, touched=FreshGroup, now=now)
    inbox.settle(source=VERIFY, about=row, by=by)
    return row


@transaction.atomic
def ask_verifications(owner: User, *, now: datetime, by=None) -> int:
    """Ask a person to verify his customers whose time has come; how many it were.

    At most as many a night as the company set: the others follow in the next nights.
    """
    today = timezone.localdate(now)
    most = parameter("verification.most_a_night")
    until = today + timedelta(days=parameter("verification.answer_days"))
    rows = list(queries.to_verify(owner, today)[:most])
    for row in rows:
        title = say(N_("核实客户资料：{customer}"), customer=row.name)
        inbox.ask(owner=owner, source=VERIFY, title=title, due_at=until, about=row, by=by)
    return len(rows)


@transaction.atomic
def withdraw_verifications(*, by=None) -> int:
    """Ask nobody any more to verify a customer that is no longer his; how many it were."""
    rows = list(queries.left_over().select_related("owner")[:MOST_LEFT_OVER])
    for row in rows:
        inbox.settle(source=VERIFY, about=(KIND, row.object_id), owner=row.owner, by=by)
    return len(rows)


def _is_done(row: Customer, by, now: datetime) -> bool:
    """Whether the person has verified the customer today."""
    is_today = row.verified_at and timezone.localdate(row.verified_at) == timezone.localdate(now)
    return bool(is_today) and row.verified_by_id == by.pk
