"""What recycling rules may say, how many one may claim, how customers are dealt out (B-4)."""

from datetime import date

import pytest

from maizi.customers.queries import FACTS
from maizi.customers.rules import (
    Condition,
    Limits,
    Lot,
    Pooled,
    Receiver,
    Tally,
    deal,
    free_on,
    read_groups,
    require_capacity,
    require_claim,
    require_sound,
    room_left,
    written,
)
from maizi.customers.rules.recycling import MOST_GROUPS
from maizi.customers.terms import Dealing, Operator
from maizi.kernel.errors import Refused

FACTS_BY_CODE = {declared.fact.code: declared.fact for declared in FACTS}
IDLE = Condition("idle", Operator.AT_LEAST, ("15",))
TODAY = date(2026, 11, 28)


def one(fact: str, operator: str, *values: str) -> Condition:
    return Condition(fact, Operator(operator), values)


@pytest.mark.parametrize("groups", [
    ((IDLE,),),
    ((one("lifecycle", "in", "suspect"), IDLE),
     (one("traded", "no"), one("held", "at_least", "90"))),
    ((one("ka_status", "not_in", "key"), IDLE),),
    ((one("tags", "in", "123"), one("org_unit", "not_in", "5"), IDLE),),
])  # fmt: skip
def test_b4_a_sound_rule_is_taken_and_kept_as_it_is(groups):
    require_sound(groups, FACTS_BY_CODE)
    assert read_groups(written(groups)) == groups


@pytest.mark.parametrize(("groups", "said"), [
    ((), "至少写一组条件"),
    (((one("lifecycle", "in", "suspect"),),), "没有天数条件"),
    (((),), "没有天数条件"),
    (((one("ka_status", "in", "target", "key"), IDLE),), "大客户永远不会掉入公海"),
    (((one("idle", "at_least", "0"),),), "1 到 3650"),
    (((one("idle", "at_least", "一周"),),), "1 到 3650"),
    (((one("idle", "at_least"),),), "1 到 3650"),
    (((one("lifecycle", "in"), IDLE),), "没有选值"),
    (((one("lifecycle", "in", "astronaut"), IDLE),), "没有选值"),
    (((one("", "in", "x"), IDLE),), "没有选字段"),
    (((one("idle", "in", "15"),),), "没有选字段"),
    (((IDLE,),) * (MOST_GROUPS + 1), "最多 5 组"),
])  # fmt: skip
def test_b4_a_rule_that_cannot_be_meant_is_refused(groups, said):
    with pytest.raises(Refused, match=said):
        require_sound(groups, FACTS_BY_CODE)


def wants(n: int, *, new: bool = False, lost: date | None = None) -> list[Pooled]:
    return [Pooled(f"客户{i}", new, lost) for i in range(n)]


@pytest.mark.parametrize(("limits", "tally", "asked", "said"), [
    (Limits(a_day=3), Tally(today=2), wants(2), "今天还能领 1 个"),
    (Limits(a_period=50, period_days=30), Tally(in_period=50), wants(1), "30 天里最多领取 50 个"),
    (Limits(new_a_day=1), Tally(new_today=1), wants(1, new=True), "新资料"),
    (Limits(capacity=10), Tally(held=9), wants(2), "还能再加 1 个"),
    (Limits(cool_off_days=7), Tally(), wants(1, lost=date(2026, 11, 22)), "2026-11-29 起"),
])  # fmt: skip
def test_b4_nobody_claims_beyond_a_limit(limits, tally, asked, said):
    with pytest.raises(Refused, match=said):
        require_claim(asked, tally, limits, today=TODAY)


@pytest.mark.parametrize(("limits", "tally", "asked"), [
    (Limits(), Tally(10**6, 10**6, 10**6, 10**6), wants(500, new=True, lost=TODAY)),
    (Limits(a_day=3), Tally(today=2), wants(1)),
    (Limits(new_a_day=1), Tally(new_today=1), wants(5)),
    (Limits(cool_off_days=7), Tally(), wants(1, lost=date(2026, 11, 21))),
])  # fmt: skip
def test_b4_within_the_limits_a_claim_goes_through(limits, tally, asked):
    require_claim(asked, tally, limits, today=TODAY)


def test_what_is_left_is_what_the_tightest_limit_leaves():
    limits = Limits(a_day=10, a_period=50, capacity=12)
    assert room_left(limits, Tally(today=1, in_period=30, held=8)) == 4
    assert room_left(limits, Tally(today=11)) == 0
    assert room_left(Limits(), Tally()) is None
    assert free_on(None, 7) is None and free_on(TODAY, 0) is None
    require_capacity(0, 10**6, 10**6)


LOTS = [Lot(1, "江苏省", "南京市"), Lot(2, "江苏省", "苏州市"), Lot(3, "河南省", "郑州市"), Lot(4)]


def test_in_turn_the_next_begins_and_a_full_one_is_passed_over():
    people = [Receiver(10), Receiver(20, room=1), Receiver(30)]
    assert deal(LOTS, people, Dealing.TURN, after=10) == {1: 20, 2: 30, 3: 10, 4: 30}
    assert deal(LOTS, people, Dealing.TURN) == {1: 10, 2: 20, 3: 30, 4: 10}


def test_by_load_everybody_ends_up_alike():
    people = [Receiver(10, held=3), Receiver(20, held=1), Receiver(30, held=0)]
    given = deal([Lot(n) for n in range(100)], people, Dealing.LOAD)
    loads = sorted(p.held + sum(1 for who in given.values() if who == p.id) for p in people)
    assert loads[-1] - loads[0] <= 1


def test_by_region_who_works_in_the_city_comes_first_then_the_province_then_the_least_busy():
    people = [
        Receiver(10, held=50, places={("江苏省", "南京市"): 9, ("江苏省", ""): 9}),
        Receiver(20, held=5, places={("江苏省", "无锡市"): 2, ("江苏省", ""): 2}),
        Receiver(30, held=0),
    ]
    assert deal(LOTS, people, Dealing.REGION) == {1: 10, 2: 20, 3: 30, 4: 30}


def test_customers_without_anybody_with_room_stay():
    assert deal(LOTS, [Receiver(10, room=1)], Dealing.LOAD) == {1: 10}
    assert deal(LOTS, [], Dealing.TURN) == {}
