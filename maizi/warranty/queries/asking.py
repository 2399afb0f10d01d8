"""What a piece's owner may ask for: facts from the records, then the rules (F-33)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from maizi.clocks.queries import working_calendar
from maizi.customers.terms import PartyType

from ..models import CatalogueRow, Repair, Unit
from ..rules.facts import Claim, Facts, Mended, Rule, Ruling
from ..rules.periods import month_later
from ..rules.verdict import judge
from ..terms import Assembly, Delay, Kind, Right, SafetyFault
from .catalogue import is_pending, named_of, parts_of, row_for, rule_of

MOST_EXCHANGES = 20
SECONDS_AN_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One fault as it is told, beside what the records know.

    fault_code    the short name that a fault keeps over several repairs
    part          the part that failed; a main part of the catalogue counts for row 9; None: not
                  asked, so that it may be a main one
    is_model_there   None: nobody looked
    is_consumer   None: as the customer's record says
    current_yuan  price of a bundled accessory when it is bought alone today
    """

    fault: str
    reported_on: date
    fault_code: str = ""
    part: str | None = ""
    is_performance: bool = True
    is_model_there: bool | None = True
    is_grave: bool = False
    is_fraud: bool = False
    is_returnable: bool = True
    is_consumer: bool | None = None
    claims: tuple[Claim, ...] = ()
    current_yuan: Decimal | None = None
    km: int | None = None
    assembly: Assembly = Assembly.OTHER
    safety: SafetyFault = SafetyFault.NONE
    needs_assembly: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the version of the rule and the facts it rests on."""

    ruling: Ruling
    row: CatalogueRow | None
    facts: Facts
    question: Question


def verdict_of(unit: Unit, question: Question, *, now: datetime | None = None) -> Judged:
    """All rights of a piece's owner, by the rules in force when it was sold (F-33).

    unit  stored, or made up for goods without a record: then there are no repairs
    At most seven queries and one for each exchange before.
    Raises Refused for a day before the sale.
    """
    on = unit.sold_on or unit.starts_on or question.reported_on
    row = row_for(named_of(unit), on)
    rule = rule_of(row) if row else None
    facts = facts_of(unit, question, row=row, now=now)
    if row is None and is_pending(named_of(unit), on):
        facts = replace(facts, is_pending=True)
    return Judged(judge(facts, rule, calendar=working_calendar()), row, facts, question)


def facts_of(
    unit: Unit, question: Question, *, row: CatalogueRow | None = None, now: datetime | None = None
) -> Facts:
    """What the records and the question say together. At most three queries."""
    is_stored = not unit._state.adding
    repairs = list(unit.repairs.all()) if is_stored else []
    asked = question
    return Facts(
        reported_on=asked.reported_on, sold_on=unit.sold_on, starts_on=unit.starts_on,
        used_from=unit.exchanged_on or unit.invoiced_on,
        received_on=unit.delivered_on or unit.accepted_on or unit.sold_on,
        price_yuan=unit.price_yuan, is_performance=asked.is_performance,
        is_main_part=bool(asked.part) and asked.part in parts_of(row),
        fault_code=asked.fault_code or asked.fault,
        repairs=tuple(mended(one, now or timezone.now()) for one in repairs),
        replacements=_exchanges_before(unit) if row and row.kind == Kind.ACCESSORY else 0,
        is_model_there=asked.is_model_there is not False,
        is_model_told=asked.is_model_there is not None, is_part_told=asked.part is not None,
        has_invoice=has_invoice(unit), has_voucher=bool(unit.voucher_no),
        produced_on=unit.produced_on, claims=asked.claims, contract_until=contract_until(unit),
        is_consumer=is_consumer(unit) if asked.is_consumer is None else asked.is_consumer,
        is_grave=asked.is_grave,
        is_distance=unit.is_distance, is_returnable=asked.is_returnable, is_fraud=asked.is_fraud,
        is_bundled=unit.bundled == "bundled", current_yuan=asked.current_yuan, km=asked.km,
        assembly=asked.assembly, safety=asked.safety, part=asked.part or "",
        needs_assembly=asked.needs_assembly,
        exchange_asked_on=_asked_on(unit) if is_stored and row and row.kind == Kind.CAR else None,
    )  # fmt: skip


def has_invoice(unit: Unit) -> bool:
    """Whether a purchase is proven: by an invoice, or because we sold the piece ourselves (F-34).

    What our own order and delivery say needs no paper of the customer's.
    """
    return bool(unit.invoice_no or unit.invoiced_on or unit.line_id)


def mended(one: Repair, now: datetime) -> Mended:
    """A repair as the rules know it."""
    ended = one.ready_at or now
    seconds = max((ended - one.handed_in_at).total_seconds(), 0)
    hours = max(-int(-seconds // SECONDS_AN_HOUR) - one.uncounted_hours, 0)
    return Mended(
        timezone.localdate(one.handed_in_at),
        timezone.localdate(one.ready_at) if one.ready_at else None,
        one.fault_code, Delay(one.delay), one.is_authorised, Assembly(one.assembly),
        SafetyFault(one.safety), one.part, one.is_part_replaced, hours,
        one.is_called_off,
    )  # fmt: skip


def contract_until(unit: Unit) -> date | None:
    """The last day of our own promise; None without one, or without a beginning."""
    months = unit.contract_months
    months = unit.product.warranty_months if months is None else months
    start = unit.starts_on or unit.sold_on
    return month_later(start, months) if months and start else None


def rule_for(unit: Unit, on: date) -> tuple[Rule | None, CatalogueRow | None]:
    """The rule for a piece on a day. One query."""
    row = row_for(named_of(unit), on)
    return (rule_of(row) if row else None), row


def is_consumer(unit: Unit) -> bool:
    """Whether a piece was bought for daily life, as far as its customer's record says."""
    return unit.customer is None or unit.customer.party_type == PartyType.INDIVIDUAL


def _exchanges_before(unit: Unit) -> int:
    count, one = 0, unit
    while one.replaces_id and count < MOST_EXCHANGES:
        count, one = count + 1, one.replaces
    return count


def _asked_on(unit: Unit) -> date | None:
    """When the owner of a car asked for an exchange that he has not got."""
    chosen = unit.verdicts.filter(chosen=Right.EXCHANGE).order_by("chosen_at").first()
    return timezone.localdate(chosen.chosen_at) if chosen else None
