"""A television, a telephone, a battery and a car to be judged, with facts at will."""

from datetime import date, timedelta
from decimal import Decimal

from maizi.kernel.calendar import DayKind, WorkCalendar
from maizi.warranty.rules.facts import Facts, Mended, Rule
from maizi.warranty.rules.verdict import judge
from maizi.warranty.terms import Delay, Kind, Right

HOLIDAYS = {date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)}
CALENDAR = WorkCalendar(HOLIDAYS | {date(2026, 10, 10): DayKind.MAKEUP})
TV = Rule("flat_tv", "平板电视", months=12, part_months=36, rate_percent=Decimal("0.1"))
PHONE = Rule("phone", "手机", Kind.MOBILE, 12, None, Decimal("0.5"), source="移动电话三包规定")
BATTERY = Rule("battery", "电池", Kind.ACCESSORY, 6, None, Decimal(0), source="移动电话三包规定")
CAR = Rule("car", "汽车", Kind.CAR, 24, None, Decimal("0.5"), km=50_000, care_months=36,
           care_km=60_000)  # fmt: skip
SOLD = date(2026, 3, 2)
FREE = {Right.RETURN, Right.EXCHANGE, Right.REPAIR}


def facts(on: date, **more) -> Facts:
    """A television of 4,999.00 yuan, sold on 2026-03-02, that does not work."""
    given = {
        "sold_on": SOLD, "starts_on": SOLD, "received_on": SOLD, "price_yuan": Decimal("4999.00"),
        "fault_code": "黑屏",
    } | more  # fmt: skip
    return Facts(reported_on=on, **given)


def ruled(on: date, rule: Rule | None = TV, **more):
    return judge(facts(on, **more), rule, calendar=CALENDAR)


def mended(first: date, days: int = 3, **more) -> Mended:
    return Mended(first, first + timedelta(days), "黑屏", **more)


def twice() -> tuple[Mended, ...]:
    return mended(date(2026, 4, 6)), mended(date(2026, 5, 6))


def lasting(days: int, delay: Delay, on: date = date(2026, 9, 1)) -> tuple[Mended, ...]:
    return (Mended(on - timedelta(days), None, "黑屏", delay),)
