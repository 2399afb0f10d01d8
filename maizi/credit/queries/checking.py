"""What a customer may still order (D-30)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from maizi.customers.models import Customer
from maizi.fields.queries import parameters
from maizi.kernel.money import yuan
from maizi.kernel.sources import Source

from ..models import CreditAccount, Entry, OpenItem, Reservation
from ..rules.ageing import overdue_days
from ..rules.checking import Asked, CreditVerdict, Exposure, Overdue, Policy, decide_order
from ..rules.grading import Measures
from ..terms import CreditGrade, EntryKind

ZERO = Decimal(0)
EMPTY = Exposure()


def exposure_of(customer_ids: Collection[int]) -> dict[int, Exposure]:
    """What each customer's limit is used for; customers without an account too. One query."""
    found = {
        row.customer_id: _exposure(row)
        for row in CreditAccount.objects.filter(customer__in=customer_ids)
    }
    return {id_: found.get(id_, EMPTY) for id_ in customer_ids}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an order asks of its customer's credit.

    credit_part_yuan  total − deposits of this very order (`deposit_of`)
    new_yuan          products of it that the customer never ordered before
    ahead_yuan        paid ahead of it
    """

    credit_part_yuan: Decimal
    terms_days: int = 0
    new_yuan: Decimal = ZERO
    ahead_yuan: Decimal = ZERO


def check(
    customer: Customer, wanted: Wanted, *, source: Source | None = None, today: date | None = None
) -> CreditVerdict:
    """What the check would say now; nothing is held. At most six queries."""
    account = CreditAccount.objects.filter(customer=customer).first()
    return judged(
        account or CreditAccount(customer=customer), wanted, source=source,
        today=today or timezone.localdate(),
    )  # fmt: skip


def judged(
    account: CreditAccount, wanted: Wanted, *, source: Source | None, today: date
) -> CreditVerdict:
    """The verdict on an order of an account, as the account stands in memory."""
    own = ZERO
    if source is not None:
        rows = Reservation.objects.filter(source_kind=source.kind, source_id=source.id)
        own = rows.values_list("amount_yuan", flat=True).first() or ZERO
    asked = Asked(
        yuan(wanted.credit_part_yuan), wanted.terms_days, own, wanted.new_yuan, wanted.ahead_yuan
    )
    exposure, overdue, policy = facts_of(account, today, without=own)
    return decide_order(exposure, asked, overdue, policy)


def facts_of(
    account: CreditAccount, today: date, *, without: Decimal = ZERO
) -> tuple[Exposure, Overdue, Policy]:
    """What an order of an account is judged by. At most three queries.

    without  what the order that is judged holds already
    """
    exposure = _exposure(account, without=without)
    return exposure, overdue_of(account, today), policy_of(account, today)


def policy_of(account: CreditAccount, today: date) -> Policy:
    """What holds for an account on a day; of an expired grade only D stays. At most two queries."""
    days, shares, terms, use, deposit = parameters(
        "credit.region_days", "credit.excess", "credit.terms", "credit.c_use", "credit.new_deposit"
    )
    grade = CreditGrade(account.grade) if account.grade else None
    most = account.terms_days
    if grade is not None:
        most = min(most, int(terms[grade.rank]))
    return Policy(
        is_held=account.is_held, hold_reason=account.hold_reason, grade=grade, terms_days=most,
        grace_days=account.grace_days, overdue_region_days=int(days),
        excess_shares=(Decimal(shares[0]), Decimal(shares[1])),
        expired_on=_expired(account, today), c_use=Decimal(use), new_deposit=Decimal(deposit),
        is_first_trade=grade is not None and not has_traded(account),
    )  # fmt: skip


def _expired(account: CreditAccount, today: date) -> date | None:
    until = account.grade_until_on
    return until if account.grade and until and until < today else None


def has_traded(account: CreditAccount) -> bool:
    """Whether anything was ever billed to a customer, or brought over from before. One query."""
    kinds = (EntryKind.INVOICE, EntryKind.OPENING)
    return Entry.objects.filter(account=account, kind__in=kinds).exists()


def measures() -> Measures:
    """The company's measures by grade (D-3). One query."""
    return Measures(*parameters("credit.terms", "credit.grace", "credit.review_months"))


def overdue_of(account: CreditAccount, today: date) -> Overdue:
    """How late the latest receivable is, and what is overdue. No query when nothing is."""
    if account.oldest_due_on is None or account.oldest_due_on >= today:
        return Overdue()
    rows = OpenItem.objects.filter(account=account, is_debit=True, due_on__lt=today)
    amount = sum(rows.values_list("open_yuan", flat=True), ZERO)
    return Overdue(overdue_days(account.oldest_due_on, today), amount)


def _exposure(account: CreditAccount, *, without: Decimal = ZERO) -> Exposure:
    return Exposure(
        limit_yuan=Decimal(account.limit_yuan),
        receivable_yuan=Decimal(account.receivable_yuan),
        orders_yuan=Decimal(account.reserved_yuan) - without,
        unapplied_yuan=Decimal(account.unapplied_yuan) - Decimal(account.deposit_yuan),
    )
