"""What nobody has told is said, with what would follow; it is never “no right” (F-33, F-34)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maizi.kernel import riddles
from maizi.sales import actions as sales
from maizi.warranty.models import CatalogueRow, Unit
from maizi.warranty.queries import Question, verdict_of
from maizi.warranty.rules.catalogue import RULES_COMPUTERS, RULES_FLAT, RULES_PHONES
from maizi.warranty.rules.facts import Rule
from maizi.warranty.rules.law import article_of
from maizi.warranty.terms import Kind, Right, RuleCode

from .judging import CAR, PHONE, TV, ruled
from .test_public import checked, text_of

ON = date(2026, 6, 10)
DARK = {"sold_on": None, "starts_on": None, "received_on": None}
CASES = [
    ("papers", TV, {"has_invoice": False, "has_voucher": False}, "出示其中一样", "免费修理"),
    ("dates", TV, DARK, "不知道发票日期和交付日期", "主要部件 36 个月内免费修理"),
    (
        "papers and dates",
        PHONE,
        DARK | {"has_invoice": False, "has_voucher": False},
        "再按下面的日期判定",
        "整机 12 个月内免费修理",
    ),
    ("a car's way", CAR, {"km": None}, "行驶里程", "换车或退车"),
    ("goods outside the catalogue", None, DARK, "不知道发票日期", "七日内可以退货"),
    ("a row to be looked up", None, {"is_pending": True}, "国家三包目录", "只会比现在列出的多"),
]


@pytest.mark.parametrize(("rule", "more", "what", "follows"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_what_is_missing_is_told_with_what_would_follow(rule, more, what, follows):
    """F-33: a paid repair is not the last word while facts are missing."""
    found = ruled(ON, rule, **more)
    told = "\n".join(f"{gap.what} {gap.follows}" for gap in found.gaps)
    assert what in told and follows in told
    paid = found.option(Right.PAID_REPAIR)
    assert paid is None or "不能说没有免费的权利" in paid.because
    last = found.rows[-1]
    assert last.row == RuleCode.R10 and "没有免费的权利，可以" not in last.because


def test_facts_that_are_all_there_leave_no_gap():
    """F-33: known and over is over; a proven exclusion is one."""
    assert ruled(ON).gaps == ()
    over = ruled(date(2030, 1, 1))
    assert over.gaps == () and over.rights == {Right.PAID_REPAIR}
    late = ruled(date(2030, 1, 1), has_invoice=False, has_voucher=False)
    assert late.gaps == (), "papers would change nothing any more"


def test_a_part_nobody_named_may_be_a_main_one():
    """F-33 row 9: the whole is over, a main part is not."""
    asked = ruled(date(2028, 1, 10), is_part_told=False)
    assert asked.rights == {Right.PAID_REPAIR} and "到 2029-03-02" in asked.gaps[0].follows
    assert ruled(date(2028, 1, 10)).gaps == ()
    twice = ruled(date(2026, 6, 10), is_model_told=False, repairs=_twice())
    assert any("不扣折旧" in gap.follows for gap in twice.gaps)


def _twice():
    from .judging import twice

    return twice()


@pytest.mark.django_db
def test_the_public_page_never_takes_not_known_for_no(shop, monkeypatch):
    """F-33: the same piece, before and after somebody wrote its invoice down."""
    monkeypatch.setattr(riddles, "TOO_FAST_SECONDS", 0)
    shop.unit(serial="TV-X", invoice_no="", invoiced_on=None, delivered_on=None, voucher_no="")
    page = text_of(checked(Client(), serial="TV-X", proof="5678"))
    assert "现在还不能确定" in page and "还缺的事实" in page and "您可以选择" not in page
    assert "整机 12 个月内免费修理" in page and "可以出示" not in page
    row = Unit.objects.get(serial="TV-X")
    row.invoiced_on = timezone.localdate() - timedelta(40)
    row.delivered_on = row.invoiced_on
    row.starts_on = row.sold_on = row.invoiced_on
    row.save()
    page = text_of(checked(Client(), serial="TV-X", proof="5678"))
    assert "您可以选择" in page and "现在还不能确定" not in page


@pytest.mark.django_db
def test_our_own_delivery_is_proof_before_the_invoice(shop):
    """F-34: what our order and delivery say needs no paper of the customer's."""
    shop.stocked("S-1")
    row = shop.confirmed((shop.tv, "1"))
    made = sales.start_delivery(row, by=shop.keeper)
    made = sales.ship_delivery(made, by=shop.keeper, pieces={made.lines.get().pk: ["S-1"]})
    sales.note_signature(made, by=shop.keeper, signed_by="王芳")
    unit = Unit.objects.get(serial="S-1")
    assert unit.invoiced_on is None and not unit.voucher_no
    today = Question(fault="黑屏", reported_on=timezone.localdate(), is_consumer=True)
    judged = verdict_of(unit, today)
    assert {Right.RETURN, Right.EXCHANGE, Right.REPAIR} <= judged.ruling.rights
    assert judged.ruling.rows[0].row == RuleCode.X and not judged.ruling.rows[0].holds


@pytest.mark.django_db
def test_goods_whose_row_waits_are_not_called_unlisted_for_good(shop):
    """F-31: the catalogue names refrigerators, the company has not completed the row."""
    assert not CatalogueRow.objects.get(code="refrigerator").is_active
    judged = verdict_of(shop.unit(catalogue="电冰箱"), Question(fault="不冷", reported_on=ON))
    assert any("国家三包目录" in gap.what for gap in judged.ruling.gaps)


@pytest.mark.parametrize(
    ("row", "rule", "words"),
    [
        (RuleCode.R1, TV, "《部分商品修理更换退货责任规定》第 9 条"),
        (RuleCode.R3, Rule("tv", "电视", source=RULES_FLAT), "第 11 条"),
        (RuleCode.R1, Rule("p", "手机", Kind.MOBILE, source=RULES_PHONES), "》第 11 条"),
        (RuleCode.R2, Rule("p", "手机", Kind.MOBILE, source=RULES_PHONES), "》第 12 条"),
        (RuleCode.R3, Rule("p", "手机", Kind.MOBILE, source=RULES_PHONES), "》第 13 条"),
        (RuleCode.R4, Rule("p", "手机", Kind.MOBILE, source=RULES_PHONES), "》第 16 条"),
        (RuleCode.R8, Rule("p", "手机", Kind.MOBILE, source=RULES_PHONES), RULES_PHONES),
        (RuleCode.ACCESSORY, Rule("b", "电池", Kind.ACCESSORY, source=RULES_PHONES), RULES_PHONES),
        (RuleCode.R1, Rule("b", "电池", Kind.ACCESSORY, source=RULES_PHONES), RULES_PHONES),
        (RuleCode.R3, Rule("c", "电脑", source=RULES_COMPUTERS), RULES_COMPUTERS),
        (RuleCode.R10, CAR, "第 43 号"),
        (RuleCode.R10, None, "《消费者权益保护法》第 24 条"),
    ],
)
def test_only_articles_that_are_known_are_cited(row, rule, words):
    """F-33, X09: a rule of its own counts its articles itself; none is borrowed from 1995."""
    told = article_of(row, rule)
    assert words in told and "1995" not in told
    assert words.endswith("条") or "条" not in told.replace(words, "")
