"""Worth, comparison, letters, agreements, gifts, without a database (B-23 to B-27, B-41, B-44)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.development.rules.agreements import check_days, check_state, reminder_due, state_on
from maizi.development.rules.comparing import Criterion, check_criteria, totals
from maizi.development.rules.gifts import check_gift
from maizi.development.rules.letters import Words, check_words, fill_places
from maizi.development.rules.worth import Estimate, assess
from maizi.development.terms.accounts import AgreementState, FirstWay, Worth
from maizi.kernel.errors import Refused

MIN = Decimal("0.20")
CASE = Estimate(
    sales_yuan=Decimal(1_200_000), margin=Decimal("0.25"), risk=Decimal("0.15"),
    labour_yuan=Decimal(60_000), travel_yuan=Decimal(18_000), selling_yuan=Decimal(24_000),
    stock_yuan=Decimal(100_000), annual_rate=Decimal("0.06"), months=12,
    managing_yuan=Decimal(30_000),
)  # fmt: skip


def test_an_account_worth_developing():
    """T-B3."""
    found = assess(CASE, roi_min=MIN)
    assert (found.interest_yuan, found.cost_yuan) == (6_000, 138_000)
    assert (found.margin_yuan, found.worth_yuan) == (255_000, Decimal("117000.00"))
    assert found.roi.quantize(Decimal("0.0001")) == Decimal("0.8478")
    assert found.verdict == Worth.YES


def test_the_same_account_with_more_risk_is_not():
    """T-B3."""
    found = assess(replace(CASE, risk=Decimal("0.55")), roi_min=MIN)
    assert (found.worth_yuan, found.verdict) == (Decimal(-3000), Worth.NO)


def test_between_the_two_one_is_careful_and_free_is_judged_by_worth():
    careful = replace(CASE, sales_yuan=Decimal(700_000))
    assert assess(careful, roi_min=MIN).verdict == Worth.CAREFUL
    free = Estimate(Decimal(100), Decimal("0.5"), Decimal(0))
    found = assess(free, roi_min=MIN)
    assert found.roi is None and found.verdict == Worth.YES
    assert assess(Estimate(Decimal(0), Decimal("0.5"), Decimal(0)), roi_min=MIN).verdict == Worth.NO
    with pytest.raises(Refused, match="0 到 100%"):
        assess(replace(CASE, risk=Decimal("1.1")), roi_min=MIN)


def criterion(name="价格", weight="1", ours=4, **theirs) -> Criterion:
    return Criterion(name, Decimal(weight), ours, theirs or {"甲": 3})


def test_an_advantage_leads_the_best_competitor_by_one():
    assert criterion(ours=4, 甲=3, 乙=2).is_advantage
    assert not criterion(ours=4, 甲=3, 乙=4).is_advantage
    assert criterion(ours=2, 甲=3).is_gap and not criterion(ours=3, 甲=3).is_gap


def test_weights_sum_to_one_and_scores_stay_in_bounds():
    lines = [criterion(weight="0.6", ours=5, 甲=3), criterion("服务", "0.4", 3, 甲=4)]
    check_criteria(lines)
    assert totals(lines, ["甲"]) == {"": Decimal("4.20"), "甲": Decimal("3.40")}
    with pytest.raises(Refused, match="权重合计应是 100%，现在是 60%"):
        check_criteria(lines[:1])
    with pytest.raises(Refused, match="1 到 5"):
        check_criteria([criterion(ours=6)])


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=8))
def test_a_total_lies_between_the_scores(scores):
    weight = Decimal(1) / len(scores)
    lines = [Criterion(f"{n}", weight, ours, {"甲": his}) for n, (ours, his) in enumerate(scores)]
    found = totals(lines, ["甲"])
    ours = [one for one, _ in scores]
    assert min(ours) - Decimal("0.01") <= found[""] <= max(ours) + Decimal("0.01")


LETTER = Words(
    FirstWay.LETTER, "", "了解到贵厂能耗高，想请教。盼回复。", "王方", "总经理", "13800138000"
)


def test_a_letter_names_reader_and_writer_and_asks_back():
    assert check_words(LETTER).stops == ()
    for change, words in (
        ({"receiver_title": ""}, "称呼"), ({"sender_reach": ""}, "联系方式"),
        ({"text": "谢谢。"}, "回复"), ({"has_consent": False, "objection": "免打扰"}, "免打扰"),
        ({"text": "  "}, "正文"),
    ):  # fmt: skip
        assert any(words in stop for stop in check_words(replace(LETTER, **change)).stops), words
    long = replace(LETTER, text="盼回复，赋能闭环。" * 120)
    assert len(check_words(long).warns) == 2


def test_a_call_opens_with_the_customer():
    call = Words(FirstWay.PHONE, "", "王总您好，看到贵厂在扩产，想请教您最关心什么？")
    assert check_words(call) == check_words(replace(call, subject="x"))
    assert not check_words(call).warns
    pitch = replace(call, text="您好，我们公司是做空压机的")
    assert "客户的角度" in check_words(pitch).warns[0]


def test_a_mail_has_a_subject_and_advertising_a_way_out():
    mail = Words(FirstWay.MAIL, "请教", "盼回复。")
    assert check_words(mail).stops == ()
    assert "主题" in check_words(replace(mail, subject=" ")).stops[0]
    assert "退订" in check_words(replace(mail, is_marketing=True)).stops[0]
    assert not check_words(replace(mail, is_marketing=True, text="回复“退订”不再接收")).stops
    assert check_words(replace(mail, text="一\n二\n\n三\n\n\n四")).warns


def test_places_are_filled_and_those_without_value_are_named():
    text, missing = fill_places("{{a}} 和 {{ b }} 和 {{a}}", {"a": "甲"})
    assert text == "甲 和 {{ b }} 和 甲" and missing == ["b"]


def test_an_agreement_goes_its_way():
    steps = [AgreementState.DRAFT, AgreementState.APPROVED, AgreementState.SIGNED]
    for now, to in zip(steps, steps[1:], strict=False):
        check_state(now, to)
    for now, to in ((steps[0], steps[2]), (AgreementState.EXPIRED, AgreementState.ACTIVE)):
        with pytest.raises(Refused, match="不能改为"):
            check_state(now, to)
    with pytest.raises(Refused, match="晚于"):
        check_days(date(2026, 3, 1), date(2026, 3, 1))
    days = {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 12, 31)}
    found = [
        state_on(AgreementState.SIGNED, **days, today=day)
        for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert found == ["signed", "active", "active", "expired"]


@pytest.mark.parametrize(
    ("left", "told", "due"),
    [(91, None, None), (90, None, 90), (89, 90, None), (30, 90, 30), (7, 30, 7), (6, 7, None),
     (5, None, 7), (-1, 7, None)],
)  # fmt: skip
def test_an_agreement_reminds_three_times(left, told, due):
    today = date(2026, 3, 1)
    assert reminder_due(today + timedelta(left), today, told_days=told) == due


def test_gifts_have_a_limit_and_the_government_gets_none():
    def given(value, so_far=0, most=500, government=False):
        check_gift(
            Decimal(value), so_far_yuan=Decimal(so_far), most_yuan=Decimal(most),
            is_government=government, recipient="李科长",
        )  # fmt: skip

    given(500)
    given(100, so_far=400)
    with pytest.raises(Refused, match="超过每人每年 500"):
        given(101, so_far=400)
    with pytest.raises(Refused, match="政府机构"):
        given(1, most=0, government=True)
    with pytest.raises(Refused, match="价值"):
        given(0)
