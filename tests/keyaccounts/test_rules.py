"""D-10, D-11, D-20: lists, fulfilment, what a change may ask for, without a database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from maizi.credit.terms import CreditGrade
from maizi.customers.terms import KaList
from maizi.kernel.errors import Refused
from maizi.keyaccounts.rules.changes import Proposed, check_extension, check_filing, check_proposed
from maizi.keyaccounts.rules.duties import Duty, fulfilment, paid_in_full_on
from maizi.keyaccounts.rules.flows import bands, ends
from maizi.keyaccounts.rules.lists import Bounds, Standing, judge
from maizi.keyaccounts.terms import ChangeState, DutyKind, Turn

TODAY = date(2026, 11, 29)
WAN = Decimal(10_000)
BOUNDS = Bounds(
    tuple(WAN * n for n in (500, 200, 100, 50)), (Decimal("0.95"), Decimal("0.85")),
    Decimal("0.75"), 4, 6,
)  # fmt: skip


def ruled(wan, kept=0, due=0, colour=None, **more):
    return judge(Standing(colour, WAN * Decimal(wan), kept, due, **more), BOUNDS, TODAY)


@pytest.mark.parametrize(
    ("wan", "colour"),
    [("500", "green"), ("499.99", "yellow"), ("200", "yellow"), ("199.99", "red"), ("100", "red"),
     ("99.99", "black"), ("50", "black"), ("49.99", None)],
)  # fmt: skip
def test_trade_sets_the_list(wan, colour):
    """D-10: four bands, below the last no key account."""
    assert ruled(wan).colour == colour and ruled(wan).band == colour


@pytest.mark.parametrize(
    ("kept", "colour"), [(95, "green"), (94, "yellow"), (85, "yellow"), (84, "red"), (75, "red")]
)
def test_fulfilment_lowers_the_list(kept, colour):
    """D-10: from 95 % no step, from 85 % one, from the bound of demotion two."""
    assert ruled("500", kept, 100).colour == colour
    assert ruled("60", kept, 100).colour == KaList.BLACK, "there is nothing below black"


def test_the_vectors_of_demotion():
    """T-D3: 9 of 12 are 75.00 %, not below; 23 of 31 are 74.19 %."""
    assert ruled("500", 9, 12, KaList.GREEN).turn == Turn.MOVE
    fallen = ruled("500", 23, 31, KaList.GREEN)
    assert (fallen.turn, fallen.colour) == (Turn.DEMOTE, None)


def test_few_obligations_are_for_a_person_and_none_change_nothing():
    """D-11: at least four to act by itself; denominator 0 → NULL → no action."""
    assert ruled("500", 0, 3, KaList.GREEN).turn == Turn.ASK
    assert ruled("500", 0, 3, KaList.GREEN).colour == KaList.GREEN
    assert ruled("500", 0, 4, KaList.GREEN).turn == Turn.DEMOTE
    assert Standing(None, WAN).rate is None
    assert ruled("500", 0, 0, KaList.GREEN).turn == Turn.KEEP


@pytest.mark.parametrize(
    ("broken_on", "colour"),
    [(date(2026, 5, 30), "black"), (date(2026, 5, 29), "green"), (None, "green")],
)
def test_black_never_rises_by_trade_within_six_months_of_a_breach(broken_on, colour):
    """D-10"""
    assert ruled("900", 100, 100, KaList.BLACK, broken_on=broken_on).colour == colour
    assert ruled("900", 100, 100, KaList.RED, broken_on=broken_on).colour == "green"


def duty(days, done=None, number=0):
    due_on = TODAY - timedelta(days=days)
    done_on = None if done is None else due_on + timedelta(days=done)
    return Duty(DutyKind.PAYMENT, number, due_on, done_on, "FP")


def test_what_counts_of_the_trailing_year():
    """D-11: in full and within the grace; not what lies ahead, nor before the year."""
    counted = fulfilment(
        [duty(30, 3, 1), duty(30, 4, 2), duty(30, None, 3), duty(3, None, 4), duty(4, None, 5),
         duty(2, 0, 6), duty(-1, -9, 7), duty(365, 0, 8), duty(364, 0, 9)],
        TODAY, grace_days=3,
    )  # fmt: skip
    kept = {line.duty.object_id: line.is_kept for line in counted.lines}
    assert kept == {9: True, 1: True, 2: False, 3: False, 5: False, 6: True}
    assert (counted.kept, counted.due) == (3, 6)
    assert counted.broken_on == TODAY - timedelta(days=1)
    assert fulfilment([], TODAY, grace_days=3).broken_on is None


def test_the_day_on_which_a_bill_was_paid_to_the_end():
    one, two, three = (TODAY - timedelta(days=n) for n in (9, 6, 3))
    hundred, ten = Decimal(100), Decimal(10)
    assert paid_in_full_on(hundred, []) is None
    assert paid_in_full_on(hundred, [(one, ten), (two, hundred - ten)]) == two
    assert paid_in_full_on(hundred, [(one, hundred), (two, -ten)]) is None, "taken back"
    assert paid_in_full_on(hundred, [(one, hundred), (two, -ten), (three, ten)]) == three


def proposed(grade="b", limit="1000", terms=30, known=False):
    asked = Proposed(CreditGrade(grade), Decimal(limit), terms, known)
    return lambda: check_proposed(asked, exposure_yuan=Decimal(500), most_days=30)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (proposed(limit="499.99"), "低于已占用的 500.00 元"),
        (proposed(grade="d", limit="1", known=True), "额度应为 0"),
        (proposed(terms=31), "最长账期是 30 天"),
        (lambda: check_filing(ChangeState.REGION), "已经提交"),
        (lambda: check_filing(ChangeState.EFFECTIVE), "已经提交"),
        (lambda: check_extension(ChangeState.REGION, None, "出差"), "总部审签"),
        (lambda: check_extension(ChangeState.HQ, TODAY, "出差"), "不能再延"),
        (lambda: check_extension(ChangeState.HQ, None, " "), "特殊情况"),
    ],
)
def test_what_is_refused(act, words):
    """D-20, D-30: each with its sentence."""
    with pytest.raises(Refused, match=words):
        act()


def test_what_passes():
    proposed()()
    proposed(limit="499.99", known=True)()
    check_filing(ChangeState.RETURNED)
    check_extension(ChangeState.HQ, None, "签字人出差")


def test_the_picture_names_every_list_once():
    drawn = bands({("green", "yellow"): 3, ("red", "yellow"): 1, ("red", "off"): 2})
    left, right = ends(drawn)
    assert [(name, count) for name, count, _y in left] == [("green", 3), ("red", 3)]
    assert [(name, count) for name, count, _y in right] == [("yellow", 4), ("off", 2)]
    assert bands({}) == []
