"""What a credit grade gives: limit, terms, grace, how long it holds (D-3, D-30)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from ..terms import CreditGrade

LAST = CreditGrade.D


@dataclass(frozen=True, slots=True)
class Measures:
    """The company's measures by grade, from A on; a grade beyond the end gets 0 (D-3)."""

    terms_days: Sequence[int]
    grace_days: Sequence[int]
    review_months: Sequence[int]

    def terms_of(self, grade: CreditGrade) -> int:
        """The longest terms of a grade, in days."""
        return _of(self.terms_days, grade)

    def grace_of(self, grade: CreditGrade) -> int:
        """How late a customer may pay without an order being stopped, in days (D-30.2)."""
        return _of(self.grace_days, grade)

    def until(self, grade: CreditGrade, today: date) -> date:
        """How long a grade holds; D is looked at as often as the grade above it (D-3)."""
        months = self.review_months[min(grade.rank, len(self.review_months) - 1)]
        return today + relativedelta(months=int(months))


def _of(values: Sequence[int], grade: CreditGrade) -> int:
    return int(values[grade.rank]) if grade.rank < len(values) else 0
