"""Facts that rating announces."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class GradeProposed:
    """An evaluation of a key account is approved: the grade it comes to is proposed (D-20).

    For an ordinary customer the grade holds at once and nothing is announced here.

    grade  a value of credit.terms.CreditGrade
    """

    evaluation_id: int
    customer_id: int
    grade: str
    limit_yuan: Decimal
    terms_days: int
    grace_days: int
    until_on: date
    reason: str
    by_id: int | None
