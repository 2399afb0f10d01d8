"""Where 三包 begins and ends, money, and the order of repairs (F-32, F-35, F-38)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from maizi.kernel.errors import Refused
from maizi.warranty.rules.money import car_use, depreciation, used_days
from maizi.warranty.rules.periods import (
    excluded_days,
    month_later,
    sold_of,
    start_of,
    valid_until,
    window_until,
)
from maizi.warranty.rules.repairs import check_overlap, check_span, days_of
from maizi.warranty.terms import (
    StartReason,
    StartRule,
)
from tests.warranty.judging import (
    CALENDAR,
)

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("sold", "days", "until"),
    [
        (date(2026, 3, 2), 7, date(2026, 3, 9)),
        (date(2026, 3, 2), 15, date(2026, 3, 17)),
        (date(2026, 9, 24), 7, date(2026, 10, 8)),
    ],
)
def test_windows_end_on_working_days(sold, days, until):
    """T-F4: the day of sale is not counted; 2026-10-01 rolls beyond the holiday."""
    assert window_until(sold, days, CALENDAR) == until


def test_days_in_repair_are_added():
    """T-F5: 2026-01-10, one year, 23 days in repair -> 2027-02-02."""
    assert valid_until(date(2026, 1, 10), 12, 23, CALENDAR) == date(2027, 2, 2)


@pytest.mark.parametrize(
    ("price", "rate", "days", "out", "kept", "refund"),
    [
        ("4999.00", "0.1", 151, 23, "639.87", "4359.13"),
        ("3299.00", "0.5", 50, 12, "626.81", "2672.19"),
        ("2750.00", "0.5", 243, 0, "2750.00", "0.00"),
        ("5600.00", "0.25", 100, 10, "1260.00", "4340.00"),
    ],
    ids=["T-F6", "T-F7", "T-F8", "T-F9"],
)
def test_depreciation(price, rate, days, out, kept, refund):
    """F-35: price × rate × used days, at most the price."""
    start = date(2026, 1, 10)
    used = used_days(start, start + timedelta(days), out)
    found = depreciation(Decimal(price), Decimal(rate), used)
    assert found == Decimal(kept) and Decimal(price) - found == Decimal(refund)


def test_use_of_a_car():
    """T-F10: 180,000 × 12,345/1000 × 0.5 %; never more than 0.5 % (F-3A)."""
    assert car_use(Decimal(180_000), 12_345, Decimal("0.5")) == Decimal("11110.50")
    assert car_use(Decimal(180_000), 12_345, Decimal(2)) == Decimal("11110.50")


@pytest.mark.parametrize(("hours", "days"), [(24, 1), (25, 2), (121, 6), (1, 1), (0, 0)])
def test_days_of_a_cars_repair(hours, days):
    """F-3A: hours by 24, rounded up."""
    assert days_of(hours) == days


@pytest.mark.parametrize(
    ("start", "given", "expected"),
    [
        (StartRule.INVOICE, {}, (date(2026, 1, 10), StartReason.INVOICE)),
        (StartRule.ACCEPTANCE, {"accepted_on": date(2026, 1, 20)},
         (date(2026, 1, 20), StartReason.ACCEPTED)),
        (StartRule.ACCEPTANCE, {}, (date(2026, 1, 10), StartReason.INVOICE)),
        (StartRule.DELIVERY, {}, (date(2026, 1, 12), StartReason.DELIVERED)),
        (StartRule.INVOICE, {"exchanged_on": date(2026, 5, 1)},
         (date(2026, 5, 1), StartReason.EXCHANGED)),
        (StartRule.INVOICE, {"invoiced_on": None}, (date(2026, 1, 12), StartReason.DELIVERED)),
        (StartRule.INVOICE, {"invoiced_on": None, "delivered_on": None,
                             "produced_on": date(2026, 1, 1)},
         (date(2026, 4, 1), StartReason.PRODUCED)),
        (StartRule.INVOICE, {"invoiced_on": None, "delivered_on": None},
         (None, StartReason.UNKNOWN)),
    ],
)  # fmt: skip
def test_where_a_warranty_begins(start, given, expected):
    """F-32: the invoice; acceptance of flat televisions (F-17), delivery of cars; F-37."""
    known = {
        "invoiced_on": date(2026, 1, 10), "delivered_on": date(2026, 1, 12), "accepted_on": None,
        "exchanged_on": None,
    } | given  # fmt: skip
    assert start_of(start, **known) == expected


def test_the_day_of_sale():
    """Q-10: the later of invoice and delivery, or the invoice where the company says so."""
    days = {"invoiced_on": date(2026, 1, 10), "delivered_on": date(2026, 1, 12)}
    assert sold_of(**days, is_later_of=True) == date(2026, 1, 12)
    assert sold_of(**days, is_later_of=False) == date(2026, 1, 10)
    assert sold_of(invoiced_on=None, delivered_on=None, is_later_of=True) is None


def test_months_and_unions():
    assert month_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert month_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    day = date(2026, 5, 1)
    spans = [(day, day + timedelta(5)), (day + timedelta(3), day + timedelta(8)), (day, day)]
    assert excluded_days(spans) == 8


NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "fetched", "sold", "code"),
    [
        ((NOON, None), None, date(2026, 5, 2), "before_sale"),
        ((NOON, NOON - timedelta(1)), None, None, "ready_early"),
        ((NOON, None), NOON, None, "not_ready"),
        ((NOON, NOON), NOON - timedelta(1), None, "fetched_early"),
        ((NOON, NOON + timedelta(2)), NOON + timedelta(1), None, "fetched_unready"),
    ],
)
def test_moments_of_a_repair_out_of_order(span, fetched, sold, code):
    """F-38: each with a sentence of its own."""
    with pytest.raises(Refused) as refusal:
        check_span(span, fetched, sold_on=sold)
    assert refusal.value.code == code and str(refusal.value).endswith("。")


def test_one_piece_is_in_one_repair_at_a_time():
    other = [("WX1", (NOON, NOON + timedelta(3)))]
    check_overlap((NOON + timedelta(3), None), other)
    check_overlap((NOON - timedelta(3), NOON), other)
    for span in ((NOON + timedelta(1), None), (NOON - timedelta(1), None)):
        with pytest.raises(Refused, match="WX1"):
            check_overlap(span, other)
    with pytest.raises(Refused, match="…"):
        check_overlap((NOON, NOON + timedelta(1)), [("WX2", (NOON - timedelta(9), None))])
