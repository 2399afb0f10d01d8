"""Hold credit for an order, and let it go (D-30)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from .. import queries
from ..models import Reservation
from ..rules.checking import CreditVerdict
from ..terms import CreditOutcome
from .book import Book, opened

RESERVED, RELEASED = N_("占用额度"), N_("释放额度")


@transaction.atomic
def reserve(
    customer: Customer, *, wanted: queries.Wanted, source: Source, by, approved: bool = False
) -> CreditVerdict:
    """Check an order and, when it passes, hold its credit: one transaction, the account locked.

    wanted    a credit part of 0 holds nothing
    approved  somebody entitled said yes: only a hold and grade D still stop it

    Called again for the same order the new amount takes the place of the old. A verdict that does
    not pass writes nothing.
    """
    part = yuan(wanted.credit_part_yuan)
    with opened(customer, RESERVED, by=by) as book:
        today = timezone.localdate()
        verdict = queries.judged(book.account, wanted, source=source, today=today)
        if approved and verdict.outcome == CreditOutcome.APPROVAL:
            is_passed = True
        else:
            is_passed = verdict.outcome == CreditOutcome.PASS
        if is_passed:
            held = Held(max(part, Decimal(0)), wanted.terms_days, approved)
            _hold(book, source, held)
    return verdict


@transaction.atomic
def release(source: Source, *, amount_yuan: Decimal | None = None, by) -> Decimal:
    """Let go of what an order holds, all or a part; how much it was.

    Let go in full, the order's deposits become prepayments for anything.
    """
    found = Reservation.objects.filter(source_kind=source.kind, source_id=source.id).first()
    held = queries.account_holding(source) if found is None else found.account
    if held is None:
        return Decimal(0)
    with opened(held.customer_id, RELEASED, by=by) as book:
        gone = shrink(book, source, amount_yuan)
        if amount_yuan is None:
            book.free_deposits(source)
    return gone


def shrink(book: Book, source: Source, amount_yuan: Decimal | None) -> Decimal:
    """Make a reservation smaller, by all of it for None; how much it became smaller."""
    rows = Reservation.objects.filter(account=book.account, source_kind=source.kind)
    row = rows.filter(source_id=source.id).first()
    if row is None:
        return Decimal(0)
    gone = row.amount_yuan if amount_yuan is None else min(row.amount_yuan, yuan(amount_yuan))
    row.amount_yuan -= gone
    if row.amount_yuan:
        row.save(update_fields=["amount_yuan"])
    else:
        row.delete()
    book.account.reserved_yuan -= gone
    book.told.append(f"{source.number} −{gone}")
    return gone


@dataclass(frozen=True, slots=True)
class Held:
    """What an order holds from now on."""

    amount_yuan: Decimal
    terms_days: int
    is_approved: bool


def _hold(book: Book, source: Source, held: Held) -> None:
    key = {"source_kind": source.kind, "source_id": source.id}
    row = Reservation.objects.filter(**key).first() or Reservation(
        account=book.account, amount_yuan=Decimal(0), **key
    )
    if row.account_id != book.account.pk:
        raise Refused(N_("订单 {number} 已占用另一个客户的额度。请先释放。"), number=source.number)
    change = held.amount_yuan - row.amount_yuan
    row.amount_yuan, row.terms_days, row.source_number = (
        held.amount_yuan, held.terms_days, source.number
    )  # fmt: skip
    row.is_approved, row.by, row.at = row.is_approved or held.is_approved, book.by, book.now
    if held.amount_yuan:
        row.save()
    elif not row._state.adding:
        row.delete()
    book.account.reserved_yuan += change
    book.told.append(f"{source.number} {held.amount_yuan}")
