"""Household cars have rules of their own (F-3A)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from maizi.warranty.rules.facts import Mended
from maizi.warranty.terms import (
    Assembly,
    Right,
    SafetyFault,
)
from tests.warranty.judging import (
    CAR,
    FREE,
    ruled,
)

pytestmark = pytest.mark.once


def car(on: date, km: int = 2_000, **more):
    given = {"price_yuan": Decimal(180_000), "km": km} | more
    return ruled(on, CAR, **given)


def fixed(first: date, hours: int = 20, **more) -> Mended:
    return Mended(first, first + timedelta(1), "异响", hours=hours, **more)


CARS = [
    ("in the warranty", date(2028, 12, 1), 40_000, {}, {Right.REPAIR}),
    ("too many kilometres", date(2026, 12, 1), 60_001, {}, {Right.PAID_REPAIR}),
    ("warranty over", date(2029, 3, 3), 40_000, {}, {Right.PAID_REPAIR}),
    ("engine within 7 days", date(2026, 3, 9), 300,
     {"assembly": Assembly.ENGINE, "needs_assembly": True}, FREE | {Right.PARTS}),
    ("gearbox within 60 days", date(2026, 4, 30), 2_900, {"assembly": Assembly.GEARBOX},
     {Right.REPAIR, Right.PARTS}),
    ("gearbox beyond 3000 km", date(2026, 4, 30), 3_001, {"assembly": Assembly.GEARBOX},
     {Right.REPAIR}),
    ("brakes within 60 days", date(2026, 4, 30), 2_900, {"safety": SafetyFault.BRAKE}, FREE),
    ("brakes later", date(2026, 9, 30), 9_000, {"safety": SafetyFault.BRAKE}, {Right.REPAIR}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "km", "more", "rights"), [case[1:] for case in CARS], ids=[case[0] for case in CARS]
)
def test_cars(on, km, more, rights):
    """F-3A: warranty, 7 days, 60 days or 3000 km, whichever comes first."""
    assert car(on, km, **more).rights == rights


AGAIN = [
    ("safety twice", {"safety": SafetyFault.BRAKE, "repairs": tuple(
        fixed(date(2026, month, 1), safety=SafetyFault.BRAKE) for month in (5, 6))}, True),
    ("safety once", {"safety": SafetyFault.BRAKE, "repairs": (
        fixed(date(2026, 5, 1), safety=SafetyFault.BRAKE),)}, False),
    ("engine replaced twice", {"assembly": Assembly.ENGINE, "repairs": tuple(
        fixed(date(2026, month, 1), assembly=Assembly.ENGINE, is_part_replaced=True)
        for month in (5, 6))}, True),
    ("same part twice", {"assembly": Assembly.STEERING, "part": "转向机", "repairs": tuple(
        fixed(date(2026, month, 1), assembly=Assembly.STEERING, part="转向机",
              is_part_replaced=True) for month in (5, 6))}, True),
    ("30 days in repair", {"repairs": (fixed(date(2026, 5, 1), 720),)}, False),
    ("31 days in repair", {"repairs": (fixed(date(2026, 5, 1), 721),)}, True),
    ("four times the same", {"fault_code": "异响", "repairs": tuple(
        fixed(date(2026, month, 1)) for month in range(4, 8))}, False),
    ("five times the same", {"fault_code": "异响", "repairs": tuple(
        fixed(date(2026, month, 1)) for month in range(4, 9))}, True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "has"), [case[1:] for case in AGAIN], ids=[case[0] for case in AGAIN]
)
def test_cars_repaired_again_and_again(more, has):
    """F-3A within 三包: the five conditions; use is paid for (T-F10)."""
    found = car(date(2026, 11, 2), 12_345, **more)
    assert (Right.EXCHANGE in found.rights) is has
    if has:
        back = found.option(Right.RETURN)
        assert back.money.kept_yuan == Decimal("11110.50")
        assert back.money.refund_yuan == Decimal("168889.50")
        assert found.option(Right.EXCHANGE).money.kept_yuan == Decimal("11110.50")


@pytest.mark.parametrize(("hours", "has"), [(120, False), (121, True)])
def test_a_loan_car_from_the_sixth_day(hours, has):
    found = car(date(2026, 6, 1), repairs=(fixed(date(2026, 5, 1), hours),))
    assert (Right.LOAN in found.rights) is has


def test_cars_are_answered_in_10_and_done_in_20_working_days():
    """F-3A: later the owner may ask for his money instead."""
    found = car(date(2026, 6, 1))
    assert found.dates.answer_by == date(2026, 6, 15)
    assert found.dates.done_by == date(2026, 6, 29)
    in_time = car(date(2026, 6, 29), 12_345, exchange_asked_on=date(2026, 6, 1))
    late = car(date(2026, 6, 30), 12_345, exchange_asked_on=date(2026, 6, 1))
    assert Right.RETURN not in in_time.rights and Right.RETURN in late.rights
