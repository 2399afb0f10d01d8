"""What the company laid down about rating (§O)."""

from decimal import Decimal

from maizi.fields.queries import parameters

from ..rules.grading import Policy

CODES = (
    "credit.grade_cut", "credit.factor", "credit.terms", "credit.grace", "credit.review_months",
    "rating.most_missing", "rating.by_hand", "rating.stale_months",
)  # fmt: skip


def policy() -> Policy:
    """Lines, factors, terms and grace by grade. One query."""
    cuts, factors, terms, grace, months, missing, by_hand, stale = parameters(*CODES)
    months = tuple(int(one) for one in months)
    return Policy(
        cuts=tuple(int(cut) for cut in cuts), factors=tuple(Decimal(one) for one in factors),
        terms_days=tuple(int(days) for days in terms),
        grace_days=tuple(int(days) for days in grace), review_months=(*months, months[-1])[:4],
        most_missing=int(missing), by_hand=Decimal(by_hand), stale_months=int(stale),
    )  # fmt: skip
