"""Which grade those had who did not pay: over the own history, over an old loan book (D-2)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from maizi.fields.queries import parameters

from ..models import Book, BookRow, Scorecard
from ..rules import cards, curves
from ..rules.curves import Case
from ..rules.days import months_from
from ..rules.grading import grade_of
from ..rules.payments import defaulted
from ..terms import EvaluationState
from .facts import traits_of
from .ledger import bills_of
from .policies import policy

GRADES = ("a", "b", "c", "d")
REFUSED = ("d",)
MOST_POINTS = 60
SLICE, FIVE_YEARS = 500, 60


def cases_of_book(book: Book, card: Scorecard) -> Iterator[Case | None]:
    """Every loan as the card scores it; None where too little could be said. Constant memory."""
    traits, laid = traits_of(card), policy()
    numbers = {trait.attribute for trait in traits if any(s.bound is not None for s in trait.steps)}
    rows = BookRow.objects.filter(book=book).values_list("is_bad", "told")
    for is_bad, told in rows.iterator(SLICE):
        scores = {
            trait.id: cards.score_of(_value(told.get(trait.attribute), trait.attribute in numbers),
                                    trait)
            for trait in traits
        }  # fmt: skip
        found = cards.total(traits, scores, most_missing=laid.most_missing)
        if found.score is None:
            yield None
        else:
            yield Case(found.score, is_bad, grade_of(found.score, laid).value)


def told_of_book(book: Book, card: Scorecard) -> dict:
    """The back-test of a card on a book, as it is kept."""
    found = list(cases_of_book(book, card))
    cases = [one for one in found if one is not None]
    return {"skipped": len(found) - len(cases)} | told_of(cases)


def told_of(cases: Sequence[Case]) -> dict:
    """AUC, KS, grades, confusion and curve, as they are kept and shown."""
    points = curves.curve(cases)
    area, gap = curves.area(points), curves.widest(points)
    table = curves.confusion(cases, REFUSED)
    step = max(1, -(-len(points) // MOST_POINTS))
    return {
        "count": len(cases), "bad": sum(one.is_bad for one in cases),
        "auc": None if area is None else str(round(area, 6)),
        "ks": None if gap is None else str(round(gap[0], 6)),
        "ks_at": None if gap is None else str(gap[1]),
        "bands": [[b.grade, b.count, b.bad] for b in curves.bands(cases, GRADES)],
        "confusion": [table.bad_refused, table.bad_passed, table.good_refused, table.good_passed],
        "curve": [
            [round(float(p.good_share), 4), round(float(p.bad_share), 4)]
            for p in [*points[::step], *points[-1:]]
        ],
    }  # fmt: skip


def own_history(user_rows, today: date) -> dict:
    """The back-test over approved evaluations in sight that were watched long enough (D-2)."""
    days, months = (int(v) for v in parameters("rating.default_days", "rating.default_months"))
    rows = user_rows.filter(
        state=EvaluationState.APPROVED, approved_on__lte=months_from(today, -months)
    )
    told = list(rows.order_by("pk").values_list("customer", "approved_on", "score", "grade"))
    cases = []
    for at in range(0, len(told), SLICE):
        part = told[at : at + SLICE]
        bills = bills_of({customer for customer, *_ in part}, today, months=FIVE_YEARS)
        for customer, on, score, grade in part:
            is_bad = defaulted(bills[customer], on, months_from(on, months), days=days)
            cases.append(Case(score, is_bad, grade))
    return told_of(cases) | {"migration": _migration(user_rows), "days": days, "months": months}


def _migration(user_rows) -> list[list[int]]:
    """From grade to grade, evaluation by evaluation. One query."""
    courses: dict[int, list[str]] = {}
    rows = user_rows.filter(state=EvaluationState.APPROVED)
    for customer, grade in rows.order_by("approved_on", "pk").values_list("customer", "grade"):
        courses.setdefault(customer, []).append(grade)
    return curves.migration(courses.values(), GRADES)


def _value(stored, is_number: bool):
    """A stored attribute as the steps read it."""
    if stored in (None, ""):
        return None
    if not is_number:
        return str(stored)
    try:
        return Decimal(str(stored))
    except InvalidOperation:
        return None
