"""Limits by formula, limits by hand, limits below what is used (D-3, D-30)."""

from decimal import Decimal

import pytest

from maizi.approvals import actions as approvals
from maizi.approvals.models import ApprovalCase
from maizi.credit.models import CreditAccount
from maizi.kernel.errors import Refused
from maizi.rating import actions, queries
from tests.rating.conftest import fresh_row

pytestmark = pytest.mark.django_db


def test_d3_a_limit_by_hand_within_a_fifth_needs_a_reason_beyond_it_one_more_approval(office):
    row = office.complete()
    row.limit_yuan = Decimal(230_000)
    row.save()
    with pytest.raises(Refused, match="公式额度是 200,000.00 元，您填了 230,000.00 元"):
        actions.submit_evaluation(row, by=office.wang)
    row.limit_reason = "两家新门店"
    row.save()
    case = actions.submit_evaluation(row, by=office.wang)
    assert len(case.steps) == 1
    actions.return_evaluation(row, by=office.boss, answer="再想想")
    case.state = "withdrawn"
    case.save()
    row = fresh_row(row)
    row.limit_yuan = Decimal(240_001)
    row.save()
    assert len(actions.submit_evaluation(row, by=office.wang).steps) == 2


def back(office, row) -> ApprovalCase:
    """The director sends it back."""
    case = ApprovalCase.objects.get(object_id=row.pk)
    approvals.send_back(case, by=office.boss, opinion="再看看", digest=case.digest)
    return case


def test_a_limit_by_formula_stays_one_when_it_comes_back(office):
    """D-3: nobody typed it: sent back and changed, it follows the formula and asks no reason."""
    row = office.complete()
    actions.submit_evaluation(row, by=office.wang)
    back(office, row)
    row = fresh_row(row)
    assert row.limit_yuan is None
    actions.save_paragraphs(row, {}, by=office.wang)
    office.told(row)
    actions.agree_marks(row, office.marks(row, 60), by=office.wang)
    office.bill(500_000, on=-40, due=20)
    row = fresh_row(row)
    assert queries.assess(row).formula_yuan != Decimal(200_000)
    actions.submit_evaluation(row, by=office.wang)
    row = fresh_row(row)
    assert row.limit_yuan == row.formula_yuan
    case = back(office, row)
    row = fresh_row(row)
    row.limit_yuan, row.limit_reason = Decimal(230_000), "两家新门店"
    row.save()
    assert actions.submit_evaluation(row, by=office.wang) == case
    back(office, row)
    assert fresh_row(row).limit_yuan == Decimal(230_000), "what was typed stays typed"


def test_d30_a_limit_below_what_is_used_has_its_sentence(office):
    row = office.complete()
    office.bill(300_000, on=-3, due=30)
    found = queries.assess(row)
    assert "新额度" in found.below and "不再新增赊销" in found.below
    actions.submit_evaluation(row, by=office.wang)
    row = office.agree(row)
    assert row.told["below"] and CreditAccount.objects.get(customer=row.customer).grade == "a"
