"""D-3, D-20, D-30: what a grade gives, from the day it takes effect."""

from decimal import Decimal

import pytest

from maizi.credit import actions, queries
from maizi.credit.actions import Graded
from maizi.credit.events import GradeApplied
from maizi.credit.models import AppliedGrade, CreditAccount
from maizi.credit.terms import CreditGrade
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording

pytestmark = pytest.mark.django_db


def grade(ledger, letter: str, limit: str | None = None, **more) -> AppliedGrade:
    graded = Graded(CreditGrade(letter), None if limit is None else Decimal(limit), **more)
    return actions.apply_grade(ledger.customer, graded, reason="评级", by=ledger.wang)


def codes(ledger, amount="1", terms=0, **more) -> list[str]:
    wanted = queries.Wanted(Decimal(amount), terms, **more)
    return [str(r.code) for r in queries.check(ledger.customer, wanted).reasons]


@pytest.mark.parametrize(
    ("letter", "terms", "grace", "days"),
    [("a", 60, 15, 365), ("b", 30, 7, 181), ("c", 15, 0, 89), ("d", 0, 0, 89)],
)
def test_a_grade_brings_its_measures(ledger, letter, terms, grace, days):
    """D-3, D-30.2: terms, grace and time to the review by the company's parameters."""
    grade(ledger, letter, "0")
    row = ledger.account
    assert (row.terms_days, row.grace_days) == (terms, grace)
    assert (row.grade_until_on - ledger.today).days >= days


def test_history_and_announcement(ledger):
    grade(ledger, "b", "120000")
    with recording() as heard:
        applied = grade(ledger, "c")
    assert (applied.old_grade, applied.grade, applied.limit_yuan) == ("b", "c", Decimal(120000))
    assert heard[-1] == GradeApplied(applied.pk, ledger.customer.pk)
    entry = HistoryEntry.objects.filter(verb="信用等级生效").latest("pk")
    assert entry.changes["grade"] == ["b", "c"] and entry.reason == "评级"


def test_a_lower_limit_gives_no_new_credit_and_cancels_nothing(ledger):
    """D-30"""
    ledger.bill("100")
    grade(ledger, "b", "1000")
    order = ledger.reserve("700").outcome
    grade(ledger, "c", "300")
    assert order == "pass" and ledger.sums()["reserved"] == "700.00"
    assert "excess" in codes(ledger)


def test_grade_d_is_cash_only(ledger):
    """D-30.1"""
    grade(ledger, "b", "1000")
    grade(ledger, "d")
    assert ledger.account.limit_yuan == 0
    assert codes(ledger) == ["cash_only"] and codes(ledger, "0") == []


def test_terms_beyond_the_grade_are_special(ledger):
    """D-30.4: even where more was agreed by hand."""
    ledger.bill("1")
    grade(ledger, "b", "1000")
    CreditAccount.objects.update(terms_days=90)
    assert codes(ledger, terms=30) == [] and codes(ledger, terms=31) == ["terms"]


def test_the_first_trade_is_paid(ledger):
    """D-3"""
    grade(ledger, "b", "1000")
    assert codes(ledger) == ["first"]
    ledger.bill("1")
    assert codes(ledger) == []


def test_an_expired_grade_wants_a_review(ledger):
    ledger.bill("1")
    grade(ledger, "b", "1000")
    CreditAccount.objects.update(grade_until_on=ledger.day(-1))
    assert codes(ledger) == ["review"]


@pytest.mark.parametrize(
    ("letter", "limit", "more", "words"),
    [
        ("d", "1", {}, "额度应为 0"),
        ("b", "-1", {}, "额度应在 0"),
        ("b", "1", {"terms_days": 31}, "最长账期是 30 天"),
        ("b", "1", {"until": 0}, "有效期应晚于今天"),
    ],
)
def test_what_no_grade_can_have(ledger, letter, limit, more, words):
    if "until" in more:
        more = {"until_on": ledger.today}
    with pytest.raises(Refused, match=words):
        grade(ledger, letter, limit, **more)
    with pytest.raises(Refused, match="原因"):
        actions.apply_grade(ledger.customer, Graded(CreditGrade.A), reason=" ", by=ledger.wang)
    assert not AppliedGrade.objects.exists()
