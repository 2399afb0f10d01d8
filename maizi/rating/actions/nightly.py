"""Every night: what the card would say with today's payments, and who has to be looked at (D-30).

Slice by slice in constant memory; a slice costs a handful of queries however many rows it has.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils import timezone

from maizi.credit.terms import CreditGrade
from maizi.customers.models import Customer
from maizi.fields.queries import parameters
from maizi.history.actions import update_rows

from ..models import Scorecard, Standing
from ..queries.facts import traits_of
from ..queries.ledger import bills_of
from ..queries.policies import policy
from ..rules import cards, grading, triggers
from ..rules.grading import Cautions, Policy
from ..rules.payments import Payments, billed, payments
from ..terms import FROM_LEDGER, Measure
from .reviewing import raise_many

SLICE = 2000
QUARTER = timedelta(90)
CENT, HUNDRED = Decimal("0.01"), Decimal(100)
LIVE = ("live_score", "live_grade", "overdue_days", "measured_on")


@dataclass(frozen=True, slots=True)
class Laid:
    """What holds for the whole run: parameters, and the payment traits of every card."""

    today: date
    policy: Policy
    ahead_days: int
    overdue_days: int
    traits: dict[int, list[cards.Trait]]


def laid_down(today: date | None = None) -> Laid:
    """Read once what every slice needs."""
    today = today or timezone.localdate()
    ahead, overdue = parameters("rating.ahead_days", "rating.overdue_days")
    used = Scorecard.objects.filter(pk__in=Standing.objects.values("card").distinct())
    traits = {
        card.pk: [trait for trait in traits_of(card) if trait.measure in FROM_LEDGER]
        for card in used
    }
    return Laid(today, policy(), int(ahead), int(overdue), traits)


@transaction.atomic
def remeasure(laid: Laid, *, after: int = 0, size: int = SLICE, by=None) -> int | None:
    """Measure one slice of rated customers; the last id, None when all are done.

    Grades stay as they are: a grade changes by an evaluation that somebody approved. Reviews are
    raised, each once while it is open. As often as one likes.
    """
    rows = list(Standing.objects.filter(pk__gt=after).order_by("pk")[:size])
    bills = bills_of([row.customer_id for row in rows], laid.today)
    changed, found = [], []
    for row in rows:
        own = bills[row.customer_id]
        record = payments(own, laid.today)
        before = (row.live_score, row.live_grade, row.overdue_days)
        row.live_score, row.live_grade = _live(row, record, laid)
        row.overdue_days = record.overdue_days
        if before != (row.live_score, row.live_grade, row.overdue_days) or not row.measured_on:
            row.measured_on = laid.today
            changed.append(row)
        told = triggers.triggers(
            _standing(row, own, laid), today=laid.today, ahead_days=laid.ahead_days,
            stale_months=laid.policy.stale_months, overdue_days=laid.overdue_days,
        )  # fmt: skip
        found += [(row, trigger, said) for trigger, said in told]
    if changed:
        update_rows(Standing, LIVE, changed)
    _raise(found)
    return rows[-1].pk if len(rows) == size else None


def _live(row: Standing, record: Payments, laid: Laid) -> tuple[Decimal | None, str]:
    """The score and grade with today's payments: the other traits stay as evaluated."""
    values = {
        Measure.ON_TIME: record.on_time_rate,
        Measure.LATE_COUNT: Decimal(record.late_count) if record.bills else None,
    }
    points, weight = row.fixed_points, row.fixed_weight
    for trait in laid.traits[row.card_id]:
        score = cards.score_of(values[trait.measure], trait)
        if score is not None:
            points, weight = points + trait.weight * score, weight + trait.weight
    if not weight or HUNDRED - weight > laid.policy.most_missing:
        return None, ""
    score = (points / weight).quantize(CENT, ROUND_HALF_UP)
    cautions = Cautions(
        is_late_30=record.is_late_30, is_late_60=record.is_late_60, is_new=row.is_capped_b,
        is_fraud=row.is_barred,
    )  # fmt: skip
    return score, grading.grade(score, cautions, laid.policy).grade.value


def _standing(row: Standing, own: list, laid: Laid) -> triggers.Standing:
    since, middle = laid.today - 2 * QUARTER, laid.today - QUARTER
    return triggers.Standing(
        grade=CreditGrade(row.grade), until_on=row.until_on, overdue_days=row.overdue_days,
        statement_end=row.statement_end,
        live_grade=CreditGrade(row.live_grade) if row.live_grade else None,
        billed_yuan=billed(own, middle, laid.today), billed_before_yuan=billed(own, since, middle),
    )  # fmt: skip


def _raise(found: list) -> None:
    """Reviews with their customers; no query when there is nothing to say."""
    if not found:
        return
    ids = {row.customer_id for row, _, _ in found}
    customers = Customer.objects.select_related("owner").in_bulk(ids)
    raise_many([(customers[row.customer_id], trigger, text) for row, trigger, text in found])
