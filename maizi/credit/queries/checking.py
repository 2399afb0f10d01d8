"""What a customer may still order (D-30)."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.utils import timezone

from maizi.customers.models import Customer
from maizi.fields.queries import parameters
from maizi.kernel.money import yuan
from maizi.kernel.sources import Source

from ..models import CreditAccount, OpenItem, Reservation
from ..rules.ageing import overdue_days
from ..rules.checking import Asked, CreditVerdict, Exposure, Overdue, Policy, decide_order

ZERO = Decimal(0)
EMPTY = Exposure()


def exposure_of(customer_ids: Collection[int]) -> dict[int, Exposure]:
    """What each customer's limit is used for; customers without an account too. One query."""
    found = {
        row.customer_id: _exposure(row)
        for row in CreditAccount.objects.filter(customer__in=customer_ids)
    }
    return {id_: found.get(id_, EMPTY) for id_ in customer_ids}


def check(
    customer: Customer, *, credit_part_yuan: Decimal, terms_days: int,
    source: Source | None = None, today: date | None = None,
) -> CreditVerdict:  # fmt: skip
    """What the check would say now; nothing is held. At most four queries."""
    account = CreditAccount.objects.filter(customer=customer).first()
    return judged(
        account or CreditAccount(customer=customer), source=source, terms_days=terms_days,
        credit_part_yuan=credit_part_yuan, today=today or timezone.localdate(),
    )  # fmt: skip


def judged(
    account: CreditAccount, *, source: Source | None, credit_part_yuan: Decimal, terms_days: int,
    today: date,
) -> CreditVerdict:  # fmt: skip
    """The verdict on an order of an account, as the account stands in memory."""
    own = ZERO
    if source is not None:
        rows = Reservation.objects.filter(source_kind=source.kind, source_id=source.id)
        own = rows.values_list("amount_yuan", flat=True).first() or ZERO
    return decide_order(
        _exposure(account, without=own),
        Asked(yuan(credit_part_yuan), terms_days, own),
        overdue_of(account, today),
        policy_of(account),
    )


def policy_of(account: CreditAccount) -> Policy:
    """What holds for an account. One query."""
    days, shares = parameters("credit.region_days", "credit.excess")
    return Policy(
        is_held=account.is_held, hold_reason=account.hold_reason, terms_days=account.terms_days,
        grace_days=account.grace_days, overdue_region_days=int(days),
        excess_shares=(Decimal(shares[0]), Decimal(shares[1])),
    )  # fmt: skip


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
