"""What is known of customers for their list: trade, obligations (D-10, D-11)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum

from maizi.credit.models import Allocation, Entry
from maizi.credit.terms import EntryKind
from maizi.development.models import Agreement, Obligation
from maizi.development.terms.accounts import AgreementState, Side
from maizi.fields.queries import parameters

from ..models import KeyAccount
from ..rules.duties import YEAR_DAYS, Duty, Fulfilment, fulfilment, paid_in_full_on
from ..rules.lists import Bounds
from ..terms import DutyKind

BILLED = (EntryKind.OPENING, EntryKind.INVOICE, EntryKind.RED_INVOICE)
OWED = (EntryKind.OPENING, EntryKind.INVOICE)
# Told by what they are not: SQLite would go through every bill there is by the index of kinds.
NOT_OWED = [kind for kind in EntryKind if kind not in OWED]
IN_FORCE = (AgreementState.SIGNED, AgreementState.ACTIVE, AgreementState.EXPIRED)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Facts:
    """Trade of the trailing 12 months, and what was kept of what fell due."""

    amount_yuan: Decimal
    fulfilment: Fulfilment


def bounds() -> tuple[Bounds, int]:
    """The company's numbers, and the days of grace. One query."""
    amounts, steps, least_rate, least, months, quiet, grace = parameters(
        "ka.list.thresholds", "ka.list.steps", "ka.fulfil_min", "ka.fulfil_least",
        "ka.black_months", "ka.quiet_days", "ka.fulfil_grace",
    )  # fmt: skip
    found = Bounds(
        tuple(Decimal(n) for n in amounts), tuple(Decimal(n) for n in steps), Decimal(least_rate),
        int(least), int(months), int(quiet),
    )  # fmt: skip
    return found, int(grace)


def billed(since: date, until: date):
    """Entries that make the trade of a period: billed, red invoices taken off (D-10)."""
    return Entry.objects.filter(kind__in=BILLED, on__gt=since, on__lte=until)


def year_before(today: date) -> date:
    """The day from which on, itself left out, trade and duties count."""
    return today - timedelta(days=YEAR_DAYS)


def facts_of(customer_ids: Collection[int], today: date, *, grace_days: int) -> dict[int, Facts]:
    """Facts of each customer. Six queries however many customers."""
    rows = billed(year_before(today), today).filter(account__customer__in=customer_ids)
    traded = dict(rows.order_by().values_list("account__customer").annotate(n=Sum("amount_yuan")))
    duties: dict[int, list[Duty]] = defaultdict(list)
    for owed in (_payments, _volumes, _obligations):
        for customer_id, duty in owed(customer_ids, today):
            duties[customer_id].append(duty)
    back = KeyAccount.objects.filter(customer__in=customer_ids, returned_on__isnull=False)
    since = dict(back.values_list("customer", "returned_on"))
    return {
        id_: Facts(
            traded.get(id_) or ZERO,
            fulfilment(duties[id_], today, grace_days=grace_days, returned_on=since.get(id_)),
        )
        for id_ in customer_ids
    }


def _payments(customer_ids: Collection[int], today: date):
    """Every bill that fell due, paid in full when its last part was. Two queries.

    What was written off was not paid: the promise stays broken.
    """
    columns = ("pk", "account__customer", "due_on", "amount_yuan", "number")
    rows = list(Entry.objects.filter(
        account__customer__in=customer_ids, amount_yuan__gt=0,
        due_on__gt=year_before(today), due_on__lte=today,
    ).exclude(kind__in=NOT_OWED).values_list(*columns))  # fmt: skip
    parts: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    pairs = Allocation.objects.filter(debit__in=[row[0] for row in rows], on__lte=today)
    pairs = pairs.exclude(credit__kind=EntryKind.WRITE_OFF)
    for entry_id, on, part in pairs.values_list("debit", "on", "amount_yuan"):
        parts[entry_id].append((on, part))
    for pk, customer_id, due_on, amount, number in rows:
        done_on = paid_in_full_on(amount, parts[pk])
        yield customer_id, Duty(DutyKind.PAYMENT, pk, due_on, done_on, number, amount)


def _volumes(customer_ids: Collection[int], today: date):
    """What was to be bought until an agreement ended: done on its last day, or not. One query."""
    within = Entry.objects.filter(
        kind__in=BILLED, account__customer=OuterRef("customer"), on__gte=OuterRef("starts_on"),
        on__lte=OuterRef("ends_on"),
    ).order_by()  # fmt: skip
    bought = within.values("account__customer").annotate(n=Sum("amount_yuan")).values("n")
    rows = Agreement.objects.filter(
        customer__in=customer_ids, volume_yuan__gt=0, ends_on__gt=year_before(today),
        ends_on__lte=today, state__in=IN_FORCE,
    ).annotate(bought=Subquery(bought))  # fmt: skip
    for row in rows:
        done_on = row.ends_on if (row.bought or ZERO) >= row.volume_yuan else None
        yield (
            row.customer_id,
            Duty(DutyKind.VOLUME, row.pk, row.ends_on, done_on, row.name, row.volume_yuan),
        )


def _obligations(customer_ids: Collection[int], today: date):
    """What the customer promised in agreements: minimum purchases, acceptance. One query."""
    rows = Obligation.objects.filter(
        side=Side.CUSTOMER, agreement__customer__in=customer_ids,
        agreement__state__in=(*IN_FORCE, AgreementState.TERMINATED),
        due_on__gt=year_before(today), due_on__lte=today,
    )  # fmt: skip
    names = ("agreement__customer", "agreement", "due_on", "done_on", "text")
    for customer_id, agreement_id, due_on, done_on, text in rows.values_list(*names):
        yield customer_id, Duty(DutyKind.DUTY, agreement_id, due_on, done_on, text)
