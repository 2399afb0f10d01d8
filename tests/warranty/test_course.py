"""Pieces, repairs, receipts, exchanges and choices through the actions."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.files.actions import store
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused
from maizi.sales import actions as sales
from maizi.sales.models import Return
from maizi.warranty import actions
from maizi.warranty.models import Unit, Verdict
from maizi.warranty.queries import Question, found_by, options_of, rows_of, verdict_of
from maizi.warranty.terms import AskedBy, Exclusion, Right
from tests.matrix.scene import SEAL
from tests.warranty.conftest import noon

pytestmark = pytest.mark.django_db
JAN = date(2026, 1, 10)


def option(verdict, right):
    return next(one for one in options_of(verdict) if one.right == right)


def test_pieces_come_out_of_sales(shop):
    """A delivery with serials, its signature and its invoice make the record by themselves."""
    unit = shop.sold("S-1", "S-2")
    other = Unit.objects.get(serial="S-2")
    assert unit.customer == shop.customer and unit.line_id == other.line_id
    assert unit.delivered_on == unit.invoiced_on == unit.sold_on == unit.starts_on == shop.today
    assert unit.price_yuan == Decimal("4999.00") and unit.invoice_no == other.invoice_no != ""
    assert unit.start_reason == "invoice" and unit.code != other.code


def test_days_in_repair_are_added_to_the_record(shop):
    """T-F5 and T-F6 on records: 23 days in repair; the refund of the vector."""
    unit = shop.unit()
    shop.repair(unit, date(2026, 2, 1), 11)
    shop.repair(unit, date(2026, 4, 1), 12, fault_code="花屏")
    unit.refresh_from_db()
    assert unit.covered_until == date(2027, 2, 2)
    found = verdict_of(unit, Question(fault="黑屏", reported_on=date(2026, 6, 10)))
    assert found.ruling.option(Right.RETURN).money.refund_yuan == Decimal("4359.13")
    assert found.row.code == "flat_tv"


def test_a_receipt_starts_the_warranty_of_a_flat_television(shop):
    """F-17: it begins with the acceptance, not with the invoice; one receipt for two pieces."""
    first, second = shop.unit(), shop.unit()
    signed = actions.Signed(
        "通电、调试", "正常", "吴小涵", "王芳", "8802", at=noon(JAN + timedelta(9))
    )
    row = actions.accept([first, second], signed, by=shop.wu)
    first.refresh_from_db()
    assert first.acceptance == row and row.units.count() == 2
    assert first.starts_on == date(2026, 1, 19) and first.start_reason == "accepted"
    with pytest.raises(Refused, match="已经验收过"):
        actions.accept([first], signed, by=shop.wu)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"signature": ""}, "还没有签字"),
        ({"at": noon(date(2026, 1, 5))}, "才交付"),
        ({"at": timezone.now() + timedelta(2)}, "不能晚于现在"),
    ],
)
def test_receipts_that_are_refused(shop, more, words):
    given = {"works": "调试", "result": "正常", "instructor": "吴", "signed_by": "王芳",
             "signature": "8802"} | more  # fmt: skip
    with pytest.raises(Refused, match=words):
        actions.accept([shop.unit()], actions.Signed(**given), by=shop.wu)


def test_a_receipt_is_of_one_customer(shop):
    signed = actions.Signed("调试", "正常", "吴", "王芳", "8802")
    with pytest.raises(Refused, match="同一位客户"):
        actions.accept([shop.unit(), shop.unit(customer=None)], signed, by=shop.wu)
    with pytest.raises(Refused, match="至少选一台"):
        actions.accept([], signed, by=shop.wu)


def test_repairs_that_are_refused(shop):
    """Each with its sentence: overlap, before the sale, fetched before ready, to come."""
    unit = shop.unit()
    row = shop.repair(unit, date(2026, 3, 2), 5)
    with pytest.raises(Refused, match=row.no):
        shop.repair(unit, date(2026, 3, 4))
    with pytest.raises(Refused, match="早于售出日期"):
        shop.repair(unit, date(2026, 1, 9))
    with pytest.raises(Refused, match="取走以后再送来的"):
        shop.repair(unit, date(2026, 4, 2), picked_up_at=noon(date(2026, 4, 1)))
    with pytest.raises(Refused, match="还没有修好"):
        shop.repair(unit, date(2026, 4, 2), None, picked_up_at=noon(date(2026, 4, 5)))
    with pytest.raises(Refused, match="不能晚于现在"):
        shop.repair(unit, timezone.localdate() + timedelta(3), None)


def test_a_fault_that_comes_back_is_marked(shop):
    """F-38."""
    unit = shop.unit()
    shop.repair(unit, date(2026, 3, 2), 5)
    again = shop.repair(unit, date(2026, 4, 6), 1)
    late = shop.repair(unit, date(2026, 5, 18), 1)
    assert again.is_again and not late.is_again


def test_the_verdict_is_kept_with_its_reasons(shop):
    unit = shop.unit()
    verdict = shop.asked(unit, JAN + timedelta(3))
    assert {one.right for one in options_of(verdict)} >= {"return", "exchange", "repair"}
    assert option(verdict, Right.RETURN).refund_yuan == Decimal("4999.00")
    assert "第 9 条" in option(verdict, Right.RETURN).article
    assert all(why for _row, _holds, why in rows_of(verdict))
    assert verdict.facts["price_yuan"] == "4999.00" and verdict.rule.code == "flat_tv"


def test_an_exclusion_needs_evidence(shop):
    """F-34: without it a sentence; with it a paid repair, the file beside the verdict."""
    unit, on = shop.unit(), JAN + timedelta(3)
    question = Question(fault="进水", reported_on=on)
    with pytest.raises(Refused, match="要有证据"):
        actions.ask(unit, question=question, by=shop.he, exclusions=[Exclusion.MISUSE])
    photo = store(SimpleUploadedFile("a.png", SEAL), by=shop.he, purpose=Purpose.PHOTO)
    verdict = actions.ask(unit, question=question, by=shop.he, exclusions=[Exclusion.MISUSE],
                          evidence=[photo])  # fmt: skip
    assert [one.right for one in options_of(verdict)] == ["paid_repair"]


@pytest.mark.parametrize(
    ("on", "fault", "words"),
    [
        (date(2026, 1, 9), "黑屏", "早于售出日期"),
        (timezone.localdate() + timedelta(1), "黑屏", "不能晚于今天"),
        (date(2026, 1, 12), " ", "请写明故障"),
    ],
)
def test_questions_that_are_refused(shop, on, fault, words):
    with pytest.raises(Refused, match=words):
        shop.asked(shop.unit(), on, fault=fault)


def test_a_verdict_without_a_record(shop):
    """Goods that nobody entered: facts from the form alone."""
    made = Unit(product=shop.tv, serial="?", invoiced_on=JAN, invoice_no="1", sold_on=JAN,
                starts_on=JAN, price_yuan=Decimal(100))  # fmt: skip
    verdict = shop.asked(made, JAN + timedelta(10))
    assert verdict.unit is None and verdict.product == shop.tv
    assert option(verdict, Right.EXCHANGE)
    actions.choose(verdict, right=Right.EXCHANGE, by=shop.he, chosen_by="王芳")
    verdict.refresh_from_db()
    assert verdict.chosen == "exchange" and verdict.sales_return is None


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"serial": "  "}, "请填写序列号"),
        ({"serial": "tv-001"}, "已经建档"),
        ({"catalogue": "飞船"}, "三包目录里没有"),
        ({"produced_on": date(2026, 2, 1)}, "早于出厂日期"),
        ({"invoiced_on": date(2099, 1, 1)}, "不能晚于今天"),
    ],
)
def test_pieces_that_are_refused(shop, values, words):
    shop.unit()
    with pytest.raises(Refused, match=words):
        shop.unit(**values)


def test_who_owns_it_finds_it_and_nobody_else(shop):
    """Serial with telephone tail or voucher; anything else is the same sentence."""
    unit = shop.unit(serial="TV-X")
    assert found_by("tv-x", "5678") == found_by("TV-X", "sbz-001") == unit
    for serial, proof in (("TV-X", "0000"), ("TV-Y", "5678"), ("TV-X", "678"), ("TV-X", "")):
        assert found_by(serial, proof) is None
    question = Question(fault="黑屏", reported_on=date(2026, 6, 10))
    verdict = actions.ask_as_owner(question, serial="TV-X", proof="5678")
    assert verdict.asked_by == AskedBy.CUSTOMER and verdict.created_by is None
    said = set()
    for serial, proof in (("TV-X", "0000"), ("nothing", "5678")):
        with pytest.raises(Refused) as refusal:
            actions.ask_as_owner(question, serial=serial, proof=proof)
        said.add(str(refusal.value))
    assert len(said) == 1 and Verdict.objects.count() == 1


def test_a_blue_return_stays_as_it_was(shop):
    """I-10 without 三包: the contract judges, nothing is kept."""
    order = shop.confirmed()
    shop.ship(order, "10", sign=True)
    row = sales.ask_return(order, by=shop.chen, pieces={order.lines.get().pk: Decimal(1)},
                           sort="return", reason="faulty", told="漏气")  # fmt: skip
    assert row.verdict == "due" and row.kept_yuan == 0
    assert Return.objects.count() == 1
