"""What an evaluation comes to as it stands: score, grade, limit, and every reason (D-2, D-3)."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from maizi.credit.terms import CreditGrade
from maizi.kernel.money import yuan
from maizi.kernel.texts import Said

from ..models import Evaluation, Mark
from ..rules import cards, grading, whatif
from ..rules.cards import Total, Trait
from ..rules.grading import Cautions, Graded, Policy
from ..terms import AUTOMATIC, FROM_LEDGER, Measure
from .facts import Facts, facts_of, lacking, traits_of
from .policies import policy

ZERO = Decimal(0)


@dataclass(frozen=True)
class Assessment:
    """One evaluation, computed now.

    graded  None while the card is invalid
    """

    traits: list[Trait]
    scores: dict[int, int | None]
    facts: Facts
    policy: Policy
    total: Total
    cautions: Cautions
    graded: Graded | None
    formula_yuan: Decimal
    limit_yuan: Decimal
    terms_days: int
    grace_days: int
    until_on: date | None
    lacking: list[Said] = field(default_factory=list)

    @property
    def below(self) -> Said | None:
        """The sentence about a limit below what is used (D-30); nothing before there is a grade."""
        if self.graded is None:
            return None
        return grading.below_exposure(self.limit_yuan, self.facts.exposure_yuan)

    @property
    def changes(self) -> list[whatif.Change]:
        """Which single trait would change the grade (D-2)."""
        return whatif.changes(self.traits, self.scores, self.cautions, self.policy)


def assess(row: Evaluation, today: date | None = None) -> Assessment:
    """Everything an evaluation comes to today. A constant number of queries."""
    today, laid = today or timezone.localdate(), policy()
    traits, facts = traits_of(row.card), facts_of(row, today)
    scores = scores_of(row, traits, facts)
    total = cards.total(traits, scores, most_missing=laid.most_missing)
    cautions = _cautions(row, traits, scores, facts)
    graded = grading.grade(total.score, cautions, laid) if total.is_valid else None
    found = graded.grade if graded else CreditGrade.D
    at = grading.place(found)
    formula = _formula(row, facts, laid, found)
    grace = laid.grace_days[at] if at < len(laid.grace_days) else 0
    return Assessment(
        traits=traits, scores=scores, facts=facts, policy=laid, total=total, cautions=cautions,
        graded=graded, formula_yuan=formula,
        limit_yuan=formula if row.limit_yuan is None else row.limit_yuan,
        terms_days=laid.terms_days[at], grace_days=grace,
        until_on=grading.until(found, today, laid) if graded else None,
        lacking=lacking(row, laid, today),
    )  # fmt: skip


def scores_of(row: Evaluation, traits: list[Trait], facts: Facts) -> dict[int, int | None]:
    """Trait id -> score: computed from the facts, or agreed upon. One query."""
    agreed = dict(Mark.objects.filter(evaluation=row, evaluator=None).values_list("trait", "score"))
    return {
        trait.id: cards.score_of(facts.values[trait.measure].value, trait)
        if trait.measure in AUTOMATIC else agreed.get(trait.id)
        for trait in traits
    }  # fmt: skip


def _cautions(row: Evaluation, traits, scores, facts: Facts) -> Cautions:
    """What caps the grade; a gap is an trait of the papers that could not be scored (D-3)."""
    silent = (*FROM_LEDGER, Measure.COVER)
    papers = [one for one in traits if one.measure in AUTOMATIC and one.measure not in silent]
    return Cautions(
        is_late_30=facts.payments.is_late_30, is_late_60=facts.payments.is_late_60,
        is_new=not facts.has_traded,
        has_gaps=any(scores[one.id] is None and one.weight for one in papers),
        is_fraud=row.is_fraud, is_dishonest=row.is_dishonest, refuses_papers=row.refuses_papers,
    )  # fmt: skip


def _formula(row: Evaluation, facts: Facts, laid: Policy, found: CreditGrade) -> Decimal:
    """The limit by formula; nothing for a first trade unless specially approved (D-3)."""
    if not facts.has_traded and not row.is_special:
        return yuan(ZERO)
    monthly = facts.monthly_yuan if facts.monthly_yuan is not None else row.monthly_yuan
    at = grading.place(found)
    return grading.limit(monthly or ZERO, laid.terms_days[at], laid.factors[at])
