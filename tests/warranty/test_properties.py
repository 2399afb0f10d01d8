"""Rights never shrink when the facts get better for the customer (F-33)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maizi.kernel.calendar import WorkCalendar
from maizi.warranty.rules.facts import Claim, Facts, Mended, Rule
from maizi.warranty.rules.verdict import judge
from maizi.warranty.terms import Delay, Exclusion, Kind, Right

pytestmark = pytest.mark.once

CALENDAR = WorkCalendar()
SOLD = date(2026, 1, 10)
RULES = (
    None,
    Rule("tv", "电视", Kind.GENERAL, 12, 36, Decimal("0.1")),
    Rule("phone", "手机", Kind.MOBILE, 12, None, Decimal("0.5"), source="移动电话"),
    Rule("battery", "电池", Kind.ACCESSORY, 6, None, Decimal(0), source="移动电话"),
)
PRICE = Decimal(3000)
# The first draw loads half a library; on a busy machine that looks like a slow strategy.
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
BETTER = {
    "the fault is one of performance": lambda f: replace(f, is_performance=True),
    "the fault is in a main part": lambda f: replace(f, is_main_part=True),
    "nothing is held against him": lambda f: replace(f, claims=()),
    "the seller's word is without proof": lambda f: replace(
        f, claims=tuple(replace(one, has_evidence=False) for one in f.claims)
    ),
    "he found the invoice": lambda f: replace(f, has_invoice=True),
    "he found the voucher": lambda f: replace(f, has_voucher=True),
    "one more repair": lambda f: replace(
        f, repairs=(*f.repairs, Mended(f.reported_on, f.reported_on, f.fault_code))
    ),
    "a longer promise": lambda f: f if f.contract_until is None else replace(
        f, contract_until=f.contract_until + timedelta(days=400)
    ),
    "he was deceived": lambda f: replace(f, is_fraud=True),
    "it came by post": lambda f: replace(f, is_distance=True, is_returnable=True),
    "the fault is grave": lambda f: replace(f, is_grave=True),
    "he bought it for himself": lambda f: replace(f, is_consumer=True),
    "one more replacement": lambda f: replace(f, replacements=f.replacements + 1),
}  # fmt: skip


@st.composite
def cases(draw) -> Facts:
    flag = st.booleans()
    on = SOLD + timedelta(days=draw(st.integers(0, 1500)))
    gaps = draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), max_size=3))
    repairs, day = [], SOLD
    for gap, length in gaps:
        day += timedelta(days=gap)
        repairs.append(Mended(day, day + timedelta(days=length), "黑屏"))
        day += timedelta(days=length)
    if draw(flag):
        delay = draw(st.sampled_from(Delay))
        repairs.append(Mended(min(day, on), None, "黑屏", delay))
    claims = st.builds(Claim, st.sampled_from(Exclusion), flag)
    return Facts(
        reported_on=on, sold_on=SOLD, starts_on=SOLD, received_on=SOLD, price_yuan=PRICE,
        fault_code="黑屏", repairs=tuple(repairs), is_performance=draw(flag),
        is_main_part=draw(flag), is_model_there=draw(flag), has_invoice=draw(flag),
        has_voucher=draw(flag), claims=tuple(draw(st.lists(claims, max_size=2))),
        contract_until=draw(st.none() | st.dates(SOLD, date(2032, 1, 1))),
        is_consumer=draw(flag), is_grave=draw(flag), is_distance=draw(flag),
        is_returnable=draw(flag), is_fraud=draw(flag), replacements=draw(st.integers(0, 3)),
    )  # fmt: skip


def worth(facts: Facts, rule: Rule | None) -> dict[Right, Decimal]:
    """What each free right is worth; a paid repair is nobody's right."""
    found = judge(facts, rule, calendar=CALENDAR)
    return {
        one.right: one.money.refund_yuan or Decimal(0)
        for one in found.options if one.right != Right.PAID_REPAIR
    }  # fmt: skip


@pytest.mark.parametrize("better", list(BETTER), ids=list(BETTER))
@unhurried
@given(facts=cases(), rule=st.sampled_from(RULES))
def test_better_facts_never_take_a_right_away(better, facts, rule):
    before, after = worth(facts, rule), worth(BETTER[better](facts), rule)
    for right, money in before.items():
        assert right in after, f"{right} went"
        assert after[right] >= money, f"{right} is worth less"


@unhurried
@given(facts=cases(), rule=st.sampled_from(RULES), days=st.integers(1, 400))
def test_who_comes_sooner_has_no_less(facts, rule, days):
    """Without repairs on the way: those also make a warranty longer."""
    facts = replace(facts, repairs=())
    sooner = replace(facts, reported_on=max(SOLD, facts.reported_on - timedelta(days=days)))
    before, after = worth(facts, rule), worth(sooner, rule)
    assert set(before) <= set(after)
    assert all(after[right] >= money for right, money in before.items())


@unhurried
@given(facts=cases(), rule=st.sampled_from(RULES))
def test_somebody_always_may_do_something(facts, rule):
    found = judge(facts, rule, calendar=CALENDAR)
    assert found.options and all(option.because and option.article for option in found.options)
    assert len(found.rights) == len(found.options), "one option for each right"
