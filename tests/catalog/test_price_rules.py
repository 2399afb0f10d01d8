"""I-2 without a database: which price holds and why, discounts, mass changes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.catalog.rules import changes, discounts
from maizi.catalog.rules.prices import Ask, Row, collision, resolve
from maizi.catalog.terms import ChangeWay, CustomerGroup, DiscountVerdict, PriceKind, Rounding
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.once
TODAY = date(2026, 11, 28)

KEY, VIP = CustomerGroup.KEY, CustomerGroup.VALUE_A


def row(id_, kind, price, least="0", **more):
    return Row(id_, kind, f"表{id_}", Decimal(price), Decimal(least), **more)


LIST = [
    row(90, PriceKind.LIST, "100", starts_on=date(2026, 1, 1)),
    row(91, PriceKind.LIST, "110", starts_on=date(2026, 12, 1)),
]
ROWS = [
    row(1, PriceKind.CONTRACT, "80", customer_id=7, ends_on=date(2026, 12, 31)),
    row(2, PriceKind.GROUP_BUY, "82", "100", number="TG1"),
    row(3, PriceKind.CUSTOMER, "85", customer_id=7),
    row(4, PriceKind.CUSTOMER, "84", customer_id=8, is_for_key=True),
    row(5, PriceKind.GROUP, "92", group=KEY),
    row(6, PriceKind.GROUP, "90", "10", group=KEY),
    row(7, PriceKind.GROUP, "91", group=VIP),
]


def priced(rows=ROWS, **ask):
    return resolve(Ask(**{"on": TODAY, **ask}), rows, LIST)


@pytest.mark.parametrize(
    ("ask", "kind", "price"),
    [
        ({}, PriceKind.LIST, "100"),
        ({"on": date(2026, 12, 1)}, PriceKind.LIST, "110"),
        ({"customer_id": 7, "groups": frozenset({KEY})}, PriceKind.CONTRACT, "80"),
        ({"customer_id": 7, "on": date(2027, 1, 1)}, PriceKind.CUSTOMER, "85"),
        ({"activity": "TG1", "quantity": Decimal(105)}, PriceKind.GROUP_BUY, "82"),
        ({"activity": "TG1", "quantity": Decimal(99)}, PriceKind.LIST, "100"),
        ({"customer_id": 8, "groups": frozenset({KEY})}, PriceKind.CUSTOMER, "84"),
        ({"customer_id": 8}, PriceKind.LIST, "100"),
        ({"customer_id": 9, "groups": frozenset({KEY})}, PriceKind.GROUP, "92"),
        ({"customer_id": 9, "groups": frozenset({KEY}), "quantity": Decimal(10)},
         PriceKind.GROUP, "90"),
        ({"customer_id": 9, "groups": frozenset({KEY, VIP})}, PriceKind.GROUP, "91"),
    ],
)  # fmt: skip
def test_the_first_step_with_a_price_wins(ask, kind, price):
    """I-2; D-11: a demoted customer loses what was for key accounts only."""
    found = priced(**ask)
    assert (found.kind, found.price_yuan) == (kind, Decimal(price))


def test_every_step_says_why_it_held_or_not():
    steps = priced(customer_id=8, groups=frozenset()).steps
    assert [step.kind for step in steps] == list(PriceKind)
    assert "不是团购订单" in steps[1].said or steps[1].looked_at
    reasons = {r.id: str(why) for step in steps for r, _, why in step.looked_at}
    assert reasons[3] == "是别的客户的价格"
    assert "降级" in reasons[4] or "不再适用" in reasons[4]
    assert reasons[5] == "客户不属于“大客户”"
    assert reasons[91] == "2026-12-01起才有效"
    late = priced(customer_id=7, on=date(2027, 1, 1)).steps[0].looked_at[0][2]
    assert late == "2026-12-31已到期"
    few = priced(customer_id=9, groups=frozenset({KEY})).steps[3]
    assert {r.id: str(why) for r, _, why in few.looked_at}[6] == "数量达到 10 才适用"
    above = priced(customer_id=9, groups=frozenset({KEY, VIP}), quantity=Decimal(20)).steps[3]
    told = {r.id: str(why) for r, _, why in above.looked_at}
    assert told[5] == "数量达到了更高的一档" and told[7] == "另一个类别的价格更低"


def test_without_any_price_there_is_none():
    found = resolve(Ask(TODAY), [], [])
    assert found.price_yuan is None and found.row is None and len(found.steps) == 5
    assert resolve(Ask(date(2025, 1, 1)), [], LIST).price_yuan is None


TIERS = st.dictionaries(st.integers(0, 50), st.integers(1, 100), min_size=1, max_size=6)


@given(TIERS, st.integers(1, 60), st.integers(0, 60), st.randoms())
def test_more_pieces_never_cost_more_apiece_where_tiers_fall(tiers, quantity, more, dice):
    """I-2: resolution is deterministic, and monotone in quantity."""
    prices = sorted(tiers.values(), reverse=True)
    rows = [
        row(n, PriceKind.GROUP, str(price), str(least), group=KEY)
        for n, (least, price) in enumerate(zip(sorted(tiers), prices, strict=True))
    ]
    mixed = list(rows)
    dice.shuffle(mixed)

    def at(pieces, these):
        groups = frozenset({KEY})
        asked = Ask(TODAY, Decimal(pieces), 1, groups)
        return resolve(asked, these, [row(99, PriceKind.LIST, "1000")])

    assert at(quantity, rows) == at(quantity, mixed)
    few, many = at(quantity, rows), at(quantity + more, rows)
    assert many.price_yuan <= few.price_yuan
    assert many.row.least >= (few.row.least if few.kind == PriceKind.GROUP else 0)


DAYS = st.one_of(st.none(), st.integers(0, 20).map(lambda n: TODAY + timedelta(n)))


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_rows_collide_exactly_when_some_day_has_both(starts, ends, others_start, others_end):
    """I-2"""
    one = row(1, PriceKind.GROUP, "9", group=KEY, starts_on=starts, ends_on=ends)
    other = row(2, PriceKind.GROUP, "8", group=KEY, starts_on=others_start, ends_on=others_end)
    days = [TODAY + timedelta(n) for n in range(-1, 22)]

    def holds(r, day):
        return (r.starts_on or day) <= day <= (r.ends_on or day)

    both = any(holds(one, day) and holds(other, day) for day in days)
    assert (collision(one, [other]) is other) == both


def test_other_buyers_tiers_and_lists_switched_off_do_not_collide():
    one = row(1, PriceKind.GROUP, "9", group=KEY)
    for more in ({"group": VIP}, {"group": KEY, "least": "5"}, {"group": KEY, "is_active": False}):
        assert collision(one, [row(2, PriceKind.GROUP, "8", **more)]) is None
    assert collision(one, [one]) is None


# Discounts and mass changes


@pytest.mark.parametrize(
    ("offered", "usual", "cost", "verdict"),
    [
        ("95", "100", "70", DiscountVerdict.OK),
        ("94.99", "100", "70", DiscountVerdict.APPROVAL),
        ("120", "100", "70", DiscountVerdict.OK),
        ("69.99", "100", "70", DiscountVerdict.SALES_LEAD),
        ("70", "71", "70", DiscountVerdict.OK),
        ("60", "60", "70", DiscountVerdict.SALES_LEAD),
        ("50", "100", None, DiscountVerdict.APPROVAL),
        ("95", None, "70", DiscountVerdict.APPROVAL),
        ("95", None, None, DiscountVerdict.APPROVAL),
        ("0", "0", None, DiscountVerdict.OK),
    ],
)
def test_what_an_offer_needs(offered, usual, cost, verdict):
    """I-2: ok, approval, or the sales manager below cost."""
    judged = discounts.judge_price(
        Decimal(offered), usual_yuan=usual and Decimal(usual), cost_yuan=cost and Decimal(cost),
        most_ratio=Decimal("0.05"),
    )  # fmt: skip
    assert judged.verdict == verdict
    assert judged.needs_confirmation == (offered == "0")


def test_prices_move_by_percent_or_amount_and_are_rounded():
    move = changes.moved_price
    assert move(Decimal("199"), ChangeWay.PERCENT, Decimal(-8), Rounding.CENT) == Decimal("183.08")
    assert move(Decimal("199"), ChangeWay.PERCENT, Decimal("3.5"), Rounding.YUAN) == 206
    assert move(Decimal("12.35"), ChangeWay.AMOUNT, Decimal("0.5"), Rounding.DIME) == Decimal(
        "12.9"
    )
    assert move(Decimal("12345"), ChangeWay.PERCENT, Decimal(0), Rounding.TEN) == 12350
    for old, way, by, rounding in (
        ("4", ChangeWay.PERCENT, "-1", Rounding.TEN), ("4", ChangeWay.AMOUNT, "-5", Rounding.CENT),
        ("999999999", ChangeWay.PERCENT, "100", Rounding.CENT),
    ):  # fmt: skip
        with pytest.raises(Refused):
            move(Decimal(old), way, Decimal(by), rounding)
