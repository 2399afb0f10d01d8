"""Let a credit grade take effect (D-3, D-20.4)."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import show_yuan, yuan
from maizi.kernel.texts import N_, say

from .. import queries
from ..events import GradeApplied
from ..models import AppliedGrade, CreditAccount
from ..models.accounts import MOST_DAYS, MOST_YUAN
from ..rules.grading import Measures
from ..terms import CreditGrade
from .book import locked_account

GRADED = N_("信用等级生效")
TOO_LONG = N_("{grade}的最长账期是 {most} 天。请改短，或让单张订单走特殊账期审批。")


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade and what comes with it.

    limit_yuan                None keeps the limit, and is 0 for D
    terms_days, grace_days    None takes the company's measures for the grade
    until_on                  None takes the company's time to the next review
    """

    grade: CreditGrade
    limit_yuan: Decimal | None = None
    terms_days: int | None = None
    grace_days: int | None = None
    until_on: date | None = None


@transaction.atomic
def apply_grade(customer: Customer, graded: Graded, *, reason: str, by) -> AppliedGrade:
    """Give a customer a credit grade from now on; announces GradeApplied.

    Approved orders keep what they hold, and a limit below the exposure gives no new credit (D-30).
    Raises Refused without a reason, for terms beyond the grade's, for credit to grade D, and for
    a day of expiry that is over.
    """
    if not reason.strip():
        raise Refused(N_("请写明调整信用等级的原因。"), field="reason")
    today, measures = timezone.localdate(), queries.measures()
    row = locked_account(customer, by=by)
    graded = _filled(row, graded, measures, today)
    _check(graded, measures, today)
    applied = AppliedGrade(
        account=row, old_grade=row.grade, grade=graded.grade, old_limit_yuan=row.limit_yuan,
        limit_yuan=graded.limit_yuan, old_terms_days=row.terms_days, terms_days=graded.terms_days,
        until_on=graded.until_on, reason=reason.strip()[:200], by=by, at=timezone.now(),
    )  # fmt: skip
    with recorded(row, GRADED, by=by, reason=applied.reason):
        row.grade, row.graded_on, row.grade_until_on = graded.grade, today, graded.until_on
        row.limit_yuan, row.terms_days, row.grace_days = (
            graded.limit_yuan, graded.terms_days, graded.grace_days
        )  # fmt: skip
        row.available_yuan = row.limit_yuan - row.exposure_yuan
        row.save()
    applied.save(force_insert=True)
    publish(GradeApplied(applied.pk, row.customer_id))
    return applied


def _filled(row: CreditAccount, graded: Graded, measures: Measures, today: date) -> Graded:
    grade = CreditGrade(graded.grade)
    kept = Decimal(0) if grade == CreditGrade.D else row.limit_yuan
    given = {
        "grade": grade,
        "limit_yuan": kept if graded.limit_yuan is None else yuan(graded.limit_yuan),
        "until_on": graded.until_on or measures.until(grade, today),
    }
    if graded.terms_days is None:
        given["terms_days"] = measures.terms_of(grade)
    if graded.grace_days is None:
        given["grace_days"] = measures.grace_of(grade)
    return replace(graded, **given)


def _check(graded: Graded, measures: Measures, today: date) -> None:
    named = say(CreditGrade(graded.grade).chinese)
    if graded.grade == CreditGrade.D and graded.limit_yuan:
        raise Refused(
            N_("{grade}不予赊销，额度应为 0，不能是 {limit} 元。"), grade=named,
            limit=show_yuan(graded.limit_yuan), field="limit_yuan",
        )  # fmt: skip
    if not 0 <= graded.limit_yuan <= MOST_YUAN:
        raise Refused(N_("额度应在 0 到一万亿元之间。"), field="limit_yuan")
    most = measures.terms_of(graded.grade)
    if graded.terms_days > most:
        raise Refused(TOO_LONG, grade=named, most=most, field="terms_days")
    for name in ("terms_days", "grace_days"):
        if not 0 <= getattr(graded, name) <= MOST_DAYS:
            raise Refused(N_("天数应在 0 到 {most} 之间。"), most=MOST_DAYS, field=name)
    if graded.until_on <= today:
        raise Refused(N_("等级的有效期应晚于今天。"), field="until_on")
