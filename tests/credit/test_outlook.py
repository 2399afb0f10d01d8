"""The credit strip says what the gate would say to the next order (D-30)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from maizi.credit import queries
from maizi.credit.queries.checking import Wanted
from maizi.credit.queries.panels import strip_of
from maizi.credit.rules.checking import Asked, Exposure, Overdue, Policy, decide_order
from maizi.credit.rules.outlook import free_yuan, outlook
from maizi.credit.terms import CreditGrade, CreditOutcome

D = Decimal
TODAY = timezone.localdate()


def facts(receivable=0, *, overdue=0, held=False, grade=None, expired=None, limit=1000):
    exposure = Exposure(limit_yuan=D(limit), receivable_yuan=D(receivable))
    policy = Policy(
        is_held=held, hold_reason="有争议" if held else "", grade=grade, terms_days=30,
        grace_days=7, overdue_region_days=30, excess_shares=(D("0.1"), D("0.3")),
        expired_on=expired, c_use=D("0.8"), new_deposit=D("0.3"),
    )  # fmt: skip
    return exposure, Overdue(overdue, D(300)) if overdue else Overdue(), policy


@pytest.mark.parametrize(("given", "words"), [
    ({}, "1,000.00 元以内的赊账订单直接放行，超过的先要人批。"),
    ({"receivable": 400, "overdue": 3}, "600.00 元以内的赊账订单直接放行，超过的先要人批。"),
    ({"receivable": 1000}, "赊账的新订单先要人批：额度用完了。由大客户经理或营销经理批。"),
    ({"receivable": 400, "overdue": 12},
     "赊账的新订单先要人批：有 300.00 元逾期未收，最长 12 天（宽限 7 天）。由信用管理员批。"),
    ({"expired": TODAY - timedelta(1)},
     f"赊账的新订单先要人批：信用等级已于 {TODAY - timedelta(1)} 到期，尚未复评。由信用管理员批。"),
    ({"receivable": 400, "grade": CreditGrade.C},
     "400.00 元以内的赊账订单直接放行，超过的先要人批；没买过的产品，先付 30% 定金。"),
    ({"receivable": 850, "grade": CreditGrade.C},
     ("赊账的新订单先要人批：信用等级C，本单以后将用去额度的 85%，超过 80%。"
      "由大客户经理或营销经理批。")),
    ({"held": True}, "现在不能赊账：客户的信用已冻结（有争议）。先收款，再发货。"),
    ({"grade": CreditGrade.D}, "现在不能赊账：信用等级D不予赊销。先收款，再发货。"),
])  # fmt: skip
def test_the_next_order_in_a_sentence(given, words):
    assert str(outlook(*facts(**given))) == words


@pytest.mark.parametrize(("limit", "receivable", "grade"), [
    (1000, 400, None), (1000, 400, CreditGrade.B), (1000, 400, CreditGrade.C),
    ("999.99", "0.03", CreditGrade.C), (1000, "799.99", CreditGrade.C),
])  # fmt: skip
def test_what_is_promised_passes_the_gate_and_a_cent_more_does_not(limit, receivable, grade):
    exposure, overdue, policy = facts(receivable, limit=limit, grade=grade)
    free = free_yuan(exposure, policy)
    assert f"{free:,.2f} 元以内的赊账订单直接放行" in str(outlook(exposure, overdue, policy))
    outcomes = [
        decide_order(exposure, Asked(free + more), overdue, policy).outcome
        for more in (D(0), D("0.01"))
    ]
    assert outcomes == [CreditOutcome.PASS, CreditOutcome.APPROVAL]


@pytest.mark.django_db
def test_the_page_of_a_customer_of_grade_c_promises_what_the_gate_lets_pass(ledger):
    """As the account is stored, with the shares that the company set."""
    ledger.agree("1000", grade=CreditGrade.C, grade_until_on=ledger.day(30))
    ledger.bill("400")
    with translation.override("zh-hans"):
        told = strip_of(ledger.wang, ledger.customer)["outlook"]
    assert told == "400.00 元以内的赊账订单直接放行，超过的先要人批；没买过的产品，先付 30% 定金。"
    asked = [queries.check(ledger.customer, Wanted(D(yuan))) for yuan in ("400", "400.01")]
    assert [one.outcome for one in asked] == [CreditOutcome.PASS, CreditOutcome.APPROVAL]
