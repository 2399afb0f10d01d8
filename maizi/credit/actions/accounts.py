"""What is agreed with a customer: limit, terms, a hold (D-30)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.history.actions import record_many, recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.texts import N_

from ..models import Closing, CreditAccount
from ..models.accounts import MOST_DAYS, MOST_YUAN
from .book import KIND, locked_account

AGREED, HELD, UNHELD = N_("规定额度与账期"), N_("冻结信用"), N_("解除冻结")


@dataclass(frozen=True, slots=True)
class Agreed:
    """Limit in yuan, longest terms and grace in days."""

    limit_yuan: Decimal
    terms_days: int
    grace_days: int
    note: str = ""


@transaction.atomic
def agree(customer: Customer, agreed: Agreed, *, reason: str, by) -> CreditAccount:
    """Set limit and terms by hand. Below the exposure it gives no new credit; nothing is cancelled.

    Raises Refused without a reason and outside what is possible.
    """
    if not reason.strip():
        raise Refused(N_("请写明规定或调整额度的原因。"), field="reason")
    if not 0 <= agreed.limit_yuan <= MOST_YUAN:
        raise Refused(N_("额度应在 0 到一万亿元之间。"), field="limit_yuan")
    for name in ("terms_days", "grace_days"):
        if not 0 <= getattr(agreed, name) <= MOST_DAYS:
            raise Refused(N_("天数应在 0 到 {most} 之间。"), most=MOST_DAYS, field=name)
    row = locked_account(customer, by=by)
    with recorded(row, AGREED, by=by, reason=reason.strip()):
        row.limit_yuan = yuan(agreed.limit_yuan)
        row.terms_days, row.grace_days = agreed.terms_days, agreed.grace_days
        row.note = agreed.note.strip()[:200]
        row.available_yuan = row.limit_yuan - row.exposure_yuan
        row.save()
    return row


@transaction.atomic
def hold(account: CreditAccount, *, reason: str, by) -> CreditAccount:
    """Stop all new credit of a customer; what is paid in full still goes through."""
    if not reason.strip():
        raise Refused(N_("请写明冻结的原因，业务员会看到。"), field="reason")
    row = locked_account(account.customer_id, by=by)
    if row.is_held:
        raise Refused(N_("“{customer}”的信用已经冻结。"), customer=str(row))
    with recorded(row, HELD, by=by, reason=reason.strip()):
        row.is_held, row.hold_reason = True, reason.strip()[:200]
        row.save(update_fields=["is_held", "hold_reason"])
    return row


@transaction.atomic
def unhold(account: CreditAccount, *, by, reason: str = "") -> CreditAccount:
    """Let a customer buy on credit again."""
    row = locked_account(account.customer_id, by=by)
    if not row.is_held:
        raise Refused(N_("“{customer}”的信用没有冻结。"), customer=str(row))
    with recorded(row, UNHELD, by=by, reason=reason):
        row.is_held, row.hold_reason = False, ""
        row.save(update_fields=["is_held", "hold_reason"])
    return row


@transaction.atomic
def open_account(customer: Customer, *, by) -> CreditAccount:
    """The account of a customer; made without credit when there is none."""
    return locked_account(customer, by=by)


@transaction.atomic
def close_books(through_on: date, *, reason: str, by) -> Closing:
    """Close the ledger through a day, or open it again by naming an earlier one.

    Raises Refused for a day that is not over, and without a reason for opening it again.
    """
    if through_on >= timezone.localdate():
        raise Refused(N_("只能关到昨天为止。"), field="through_on")
    last = Closing.objects.select_for_update().first()
    if last and through_on <= last.through_on and not reason.strip():
        raise Refused(N_("重新打开已关的账期，请写明原因。"), field="reason")
    row = Closing(through_on=through_on, reason=reason.strip()[:200], by=by, at=timezone.now())
    with recorded(row, "create", by=by, reason=row.reason):
        row.save()
    return row


def note_export(title: str, *, by) -> None:
    """Record that somebody took a report out."""
    record_many(KIND, lines=[(None, title, {})], verb=Verb.EXPORT, by=by, reason=title)
