"""Money: half up at the line, ratios without a denominator undefined, capitals as on cheques."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel import money

pytestmark = pytest.mark.once

CENTS = st.integers(-(10**17), 10**17).map(lambda cents: Decimal(cents) / 100)

# 支付结算办法 附一: the examples it prints, and the corners of the zero rules.
CAPITALS = [
    ("1234.5", "壹仟贰佰叁拾肆元伍角整"),
    ("1409.50", "壹仟肆佰零玖元伍角整"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("107000.53", "壹拾万柒仟元伍角叁分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("0", "零元整"),
    ("0.01", "壹分"),
    ("0.10", "壹角整"),
    ("0.15", "壹角伍分"),
    ("1", "壹元整"),
    ("10", "壹拾元整"),
    ("11", "壹拾壹元整"),
    ("100", "壹佰元整"),
    ("101", "壹佰零壹元整"),
    ("110", "壹佰壹拾元整"),
    ("1001", "壹仟零壹元整"),
    ("1010", "壹仟零壹拾元整"),
    ("10000", "壹万元整"),
    ("10001", "壹万零壹元整"),
    ("20050", "贰万零伍拾元整"),
    ("100000", "壹拾万元整"),
    ("1000000", "壹佰万元整"),
    ("10001000", "壹仟万壹仟元整"),
    ("10000100", "壹仟万零壹佰元整"),
    ("100000000", "壹亿元整"),
    ("100000001", "壹亿零壹元整"),
    ("100010000", "壹亿零壹万元整"),
    ("110000000", "壹亿壹仟万元整"),
    ("1000000000000", "壹万亿元整"),
    ("1000100000001", "壹万零壹亿零壹元整"),
    (
        "9999999999999999.99",
        "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    ),
    ("-3.2", "负叁元贰角整"),
    ("-0.004", "零元整"),
    ("0.005", "壹分"),
]


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("1.004999", "1.00"), (3, "3.00")],
)
def test_money_rounds_half_up_to_the_cent(amount, rounded):
    """0.3"""
    assert str(money.yuan(amount)) == rounded


def test_prices_have_six_places_and_quantities_four():
    """0.3"""
    assert str(money.unit_price("0.0000005")) == "0.000001"
    assert str(money.quantity("1.00005")) == "1.0001"


def test_a_line_is_rounded_once():
    """0.3: the product is exact, the line is rounded."""
    assert money.line_amount("3", "0.335") == Decimal("1.01")
    assert money.line_amount("99999999999.9999", "99999999.999999") == Decimal(
        "9999999999999890000.00"  # 10^19 − 10^5 − 10^4, exactly
    )


def test_a_total_is_a_sum_of_rounded_lines():
    """0.3"""
    lines = [money.line_amount(1, "0.005")] * 3
    assert sum(lines) == Decimal("0.03")


@pytest.mark.parametrize("number", [0.1, 1.0, True, float("nan")])
@pytest.mark.parametrize(
    "verb", [money.yuan, money.unit_price, money.quantity, money.show_yuan, money.in_capitals]
)
def test_floats_are_refused(verb, number):
    with pytest.raises(TypeError, match="money is Decimal"):
        verb(number)


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(ValueError, match="is no amount"):
        money.yuan(number)


def test_a_ratio_without_a_denominator_is_undefined():
    """0.3: NULL, never 0, never infinity."""
    assert money.ratio(5, 0) is None
    assert money.ratio(0, "0.00") is None
    assert money.ratio(0, 5) == 0


def test_a_ratio_is_not_rounded():
    assert money.ratio(117_000, 138_000).quantize(Decimal("0.0001")) == Decimal("0.8478")  # T-B3
    assert money.ratio(1, 3) * 3 < 1


def test_money_is_shown_with_groups_and_cents():
    assert money.show_yuan("1234.5") == "1,234.50"
    assert money.show_yuan("-1234567.005") == "-1,234,567.01"
    assert money.show_yuan("-0.001") == "0.00"


def test_ten_thousands_are_shown_only():
    """0.3: 万元 is a display unit."""
    assert money.wan(123_456) == "12.35"
    assert money.wan("12345678900") == "1,234,567.89"


@pytest.mark.parametrize(("amount", "capitals"), CAPITALS)
def test_capitals(amount, capitals):
    assert money.in_capitals(amount) == capitals


def test_capitals_end():
    with pytest.raises(ValueError, match="too large"):
        money.in_capitals(10**16)


@given(CENTS.filter(lambda amount: abs(amount) < 10**15))
def test_capitals_can_be_read_back(amount):
    assert read_capitals(money.in_capitals(amount)) == amount


@given(CENTS)
def test_no_capitals_repeat_a_zero_or_end_with_one(amount):
    if abs(amount) < 10**16:
        text = money.in_capitals(amount)
        assert "零零" not in text
        assert text == "零元整" or "零元" not in text


@given(CENTS)
def test_rounding_again_changes_nothing(amount):
    assert money.yuan(amount) == amount


def read_capitals(text):
    """What a careful cashier reads, one sign after the other."""
    sign = -1 if text.startswith("负") else 1
    yuan, found, rest = text.removeprefix("负").rpartition("元")
    cents = 0
    for worth, unit in ((10, "角"), (1, "分")):
        before, mark, after = (rest if found else text.removeprefix("负")).partition(unit)
        if mark:
            cents += worth * money.DIGITS.index(before[-1])
    return sign * (Decimal(read_whole(yuan)) + Decimal(cents) / 100)


def read_whole(text):
    """A whole number, by its largest unit."""
    for worth, unit in ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾")):
        if unit in text:
            high, _, low = text.rpartition(unit) if worth >= 10**4 else text.partition(unit)
            return read_whole(high) * worth + read_whole(low)
    text = text.strip("零")
    return money.DIGITS.index(text) if text else 0
