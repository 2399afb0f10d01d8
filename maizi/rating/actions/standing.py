"""The grade that holds for a customer now, beside what it was computed from (D-3)."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.credit.models import AppliedGrade
from maizi.credit.terms import CreditGrade
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Evaluation, Review, Standing
from ..queries.facts import traits_of
from ..rules.grading import plainly
from ..terms import FROM_LEDGER, EvaluationState, ReviewState
from .reviewing import settle_todos

RATED_ANEW = N_("已重新评级")
NEW_GRADE = N_("{customer} 的信用等级是 {grade}：{plain}")


@transaction.atomic
def stand(applied: AppliedGrade, *, by=None) -> Standing | None:
    """Follow a grade that took effect; nothing for a customer who was never evaluated.

    Open reviews of the customer are over; an owner who sees grades hears of it.
    """
    customer = applied.account.customer
    row = Evaluation.objects.filter(customer=customer, state=EvaluationState.APPROVED).first()
    if row is None:
        return None
    values = {"evaluation": row, "card": row.card, "grade": applied.grade, "score": row.score,
              "until_on": applied.until_on, "live_score": None, "live_grade": "",
              "measured_on": None} | _fixed(row)  # fmt: skip
    made, _created = Standing.objects.update_or_create(customer=customer, defaults=values)
    _close_reviews(customer, by or applied.by)
    if customer.owner_id and access.sees_grade(customer.owner):
        plain = plainly(CreditGrade(made.grade), applied.terms_days)
        said = say(NEW_GRADE, customer=customer.name, grade=say(CreditGrade(applied.grade).chinese),
                   plain=plain)  # fmt: skip
        notify(to=[customer.owner], event="rating.graded", title=said, about=customer, by=by)
    return made


def _fixed(row: Evaluation) -> dict:
    """Points and weight of the traits that the ledger does not move; caps that stay (D-2)."""
    scores = dict(row.marks.filter(evaluator=None).values_list("trait", "score"))
    points = weight = Decimal(0)
    for trait in traits_of(row.card):
        score = scores.get(trait.id)
        if trait.measure not in FROM_LEDGER and score is not None:
            points, weight = points + trait.weight * score, weight + trait.weight
    told = row.told.get("cautions", {})
    statement = row.told.get("statement_end")
    return {
        "fixed_points": points, "fixed_weight": weight, "statement_end": statement or None,
        "is_capped_b": bool(told.get("is_new") or told.get("has_gaps")),
        "is_barred": row.is_fraud or row.is_dishonest or row.refuses_papers,
    }  # fmt: skip


def _close_reviews(customer, by) -> None:
    rows = list(Review.objects.filter(customer=customer, state=ReviewState.OPEN))
    now = timezone.now()
    Review.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=ReviewState.DONE, answer=str(RATED_ANEW), closed_by=by, closed_at=now
    )
    change = {"state": [ReviewState.OPEN.value, ReviewState.DONE.value]}
    lines = [(row.pk, row.text, change) for row in rows]
    if lines:
        record_many(Review._meta.label_lower, lines=lines, verb=Verb.CHANGE, by=by)
    settle_todos(rows, by=by)
