"""What pages of rating show: explained scores, statements side by side, reviews."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maizi.kernel.texts import N_, Said, kept, say
from maizi.kit import show

from ..models import Evaluation
from ..rules.cards import step_of
from ..rules.grading import measures, plainly
from ..rules.ratios import ratios
from ..rules.whatif import Change
from ..terms import AUTOMATIC, FROM_LEDGER, Measure, Ratio
from .assessing import Assessment

PERCENTS = (
    Measure.ON_TIME, Measure.DEBT, Measure.NET_MARGIN, Ratio.DEBT, Ratio.EQUITY,
    Ratio.GROSS_MARGIN, Ratio.NET_MARGIN,
)  # fmt: skip
DAYS = (Ratio.RECEIVABLE_DAYS, Ratio.STOCK_DAYS)
MOST_PERIODS = 8
BETTER_LOW = (Ratio.DEBT, Ratio.RECEIVABLE_DAYS, Ratio.STOCK_DAYS)


def value_words(kind, value: Decimal | None) -> str:
    """A measure or a ratio as people read it."""
    if value is None:
        return "—"
    if kind in PERCENTS:
        return show.percent(value)
    if kind in DAYS:
        return f"{value:.0f}"
    return f"{value:.0f}" if kind == Measure.LATE_COUNT else f"{value:.2f}"


def told_of(row: Evaluation, found: Assessment) -> dict:
    """What a score is made of, as it is kept with the evaluation: sentences by their messages.

    `retold` says it in somebody's language.
    """
    graded, groups = found.graded, criterion_of(row)
    notes = dict(row.marks.filter(evaluator=None).values_list("trait", "note"))
    return kept({
        "traits": [
            {"id": trait.id, "criterion": groups[trait.id], "name": trait.name,
             "weight": _text(trait.weight), "score": found.scores[trait.id],
             "points": _text(found.total.points.get(trait.id)),
             "value": _value_of(trait, found), "note": _note_of(trait, found, notes),
             "step": _step_words(trait, found), "from_ledger": trait.measure in FROM_LEDGER,
             "by_hand": trait.measure not in AUTOMATIC}
            for trait in found.traits
        ],
        "missing": _text(found.total.missing), "score": _text(found.total.score),
        "by_score": graded.by_score.value if graded else "",
        "grade": graded.grade.value if graded else "",
        "caps": graded.caps if graded else (),
        "cautions": {
            name: getattr(found.cautions, name)
            for name in ("is_new", "has_gaps", "is_late_30", "is_late_60")
        },
        "measures": measures(graded.grade) if graded else "",
        "plain": plainly(graded.grade, found.terms_days) if graded else "",
        "history": _history(found), "changes": [change_said(one) for one in found.changes],
        "monthly_yuan": _text(_monthly(row, found)),
        "exposure_yuan": _text(found.facts.exposure_yuan), "below": found.below or "",
        "statement_end": str(found.facts.statement.period_end) if found.facts.statement else "",
    })  # fmt: skip


def criterion_of(row: Evaluation) -> dict[int, str]:
    """Trait id -> name of its criterion. One query."""
    rows = row.card.criteria.values_list("traits", "name")
    return {trait: name for trait, name in rows if trait}


def change_said(one: Change) -> Said:
    """What a single trait would change, in a sentence (L-6: sensitivity)."""
    before = say(N_("无法评分")) if one.before is None else one.before
    return say(
        N_("“{name}”从 {before} 到 {after} 分，就是 {grade} 级"), name=one.trait.name,
        before=before, after=one.step.score, grade=one.grade.value.upper(),
    )  # fmt: skip


def _history(found: Assessment) -> Said:
    """How the customer paid us, in a sentence (L-6)."""
    record = found.facts.payments
    if not record.bills:
        return say(N_("24 个月里没有到期的应收"))
    return say(
        N_("24 个月到期 {bills} 笔、{due} 元，按时付 {rate}；{late} 笔逾期超过 30 天"),
        bills=record.bills, due=show.yuan(record.due_yuan), late=record.late_count,
        rate=show.percent(record.on_time_rate),
    )  # fmt: skip


def _monthly(row: Evaluation, found: Assessment) -> Decimal | None:
    return row.monthly_yuan if found.facts.monthly_yuan is None else found.facts.monthly_yuan


def _value_of(trait, found: Assessment) -> str:
    if trait.measure not in AUTOMATIC:
        return ""
    return value_words(trait.measure, found.facts.values[trait.measure].value)


def _note_of(trait, found: Assessment, notes: dict[int, str]) -> str:
    if trait.measure in AUTOMATIC:
        return found.facts.values[trait.measure].said
    return notes.get(trait.id, "")


def _step_words(trait, found: Assessment) -> str:
    if trait.measure not in AUTOMATIC:
        score = found.scores[trait.id]
        return next((s.text for s in trait.steps if s.score == score), "")
    step = step_of(found.facts.values[trait.measure].value, trait)
    return step_said(trait, step) if step else ""


def step_words(trait, step) -> str:
    """A step as it is read: “≥95%”, “≤1”, or its own words."""
    said = step_said(trait, step)
    return said.text(_) if isinstance(said, Said) else said


def step_said(trait, step) -> str:
    """The same, to be said in anybody's language."""
    if step.text:
        return step.text
    if step.word:
        return step.word
    if step.bound is None:
        return say(N_("其余"))
    sign = "≤" if trait.is_less_better else "≥"
    words = value_words(trait.measure, step.bound)
    return f"{sign}{words.replace('.00%', '%').removesuffix('.00')}"


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(round(value, 2))


@dataclass(frozen=True)
class Trend:
    """One ratio over the periods: its numbers, and its line in a picture 160 by 40."""

    ratio: Ratio
    words: list[str]
    line: str
    dots: list[tuple[float, float]]
    is_better: bool | None


def trends(statements: list) -> list[Trend]:
    """Every ratio over the statements, oldest first, as numbers and as a line (L-6)."""
    told = [ratios(one.figures) for one in statements]
    return [_trend(name, [one[name] for one in told]) for name in Ratio]


def _trend(name: Ratio, values: list[Decimal | None]) -> Trend:
    known = [value for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(0))
    room, wide = (high - low) or Decimal(1), max(len(values) - 1, 1)
    dots = [
        (round(8 + 144 * at / wide, 1), round(34 - 28 * float((value - low) / room), 1))
        for at, value in enumerate(values) if value is not None
    ]  # fmt: skip
    is_better = None
    if len(known) > 1 and known[0] != known[-1]:
        is_better = (known[-1] > known[0]) != (name in BETTER_LOW)
    return Trend(
        name, [value_words(name, value) for value in values],
        " ".join(f"{x},{y}" for x, y in dots), dots, is_better,
    )  # fmt: skip


def statements_of(customer, today: date) -> list:
    """The latest statements of a customer, oldest first. One query."""
    rows = customer.financial_statements.order_by("-period_end")[:MOST_PERIODS]
    return list(rows)[::-1]
