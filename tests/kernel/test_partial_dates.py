"""Partial and lunar dates: known vectors, and rules that hold for every year (C-10)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from maizi.kernel.lunar import LunarDay, leap_month, lunar_date, month_length, solar_date
from maizi.kernel.partial_dates import PartialDate, next_yearly, read_date, stored_date

pytestmark = pytest.mark.once
# New Year's days and mid-autumn days as the calendars of those years print them.
KNOWN = [
    (1949, LunarDay(1, 1), date(1949, 1, 29)), (1976, LunarDay(8, 8, True), date(1976, 10, 1)),
    (1984, LunarDay(10, 1), date(1984, 10, 24)), (1985, LunarDay(1, 1), date(1985, 2, 20)),
    (2000, LunarDay(1, 1), date(2000, 2, 5)), (2020, LunarDay(4, 1, True), date(2020, 5, 23)),
    (2023, LunarDay(2, 1, True), date(2023, 3, 22)), (2024, LunarDay(1, 1), date(2024, 2, 10)),
    (2024, LunarDay(8, 15), date(2024, 9, 17)), (2025, LunarDay(1, 1), date(2025, 1, 29)),
    (2025, LunarDay(6, 1, True), date(2025, 7, 25)), (2025, LunarDay(8, 15), date(2025, 10, 6)),
    (2026, LunarDay(1, 1), date(2026, 2, 17)), (2026, LunarDay(5, 5), date(2026, 6, 19)),
    (2033, LunarDay(11, 1, True), date(2033, 12, 22)), (2100, LunarDay(1, 1), date(2100, 2, 9)),
]  # fmt: skip


@pytest.mark.parametrize(("year", "day", "ours"), KNOWN)
def test_known_days_of_both_calendars(year, day, ours):
    assert solar_date(year, day) == ours
    assert lunar_date(ours) == (year, day)


@settings(deadline=None)
@given(some.dates(date(1900, 2, 1), date(2100, 12, 31)))
def test_there_and_back(ours):
    year, day = lunar_date(ours)
    assert solar_date(year, day) == ours
    assert read_date(f"农历{year}年{day}") == PartialDate(year, day.month, day.day, True,
                                                          day.is_leap)  # fmt: skip


def test_a_leap_month_falls_in_the_ordinary_one_and_day_30_on_29():
    """C-10"""
    assert leap_month(2023) == 2 and leap_month(2024) == 0
    assert solar_date(2024, LunarDay(2, 10, True)) == solar_date(2024, LunarDay(2, 10))
    assert month_length(2024, 1) == 29
    assert solar_date(2024, LunarDay(1, 30)) == solar_date(2024, LunarDay(1, 29))


yearly = some.builds(
    PartialDate, year=some.none(), month=some.integers(1, 12), day=some.integers(1, 28)
) | some.builds(
    PartialDate, year=some.none(), month=some.integers(1, 12), day=some.integers(1, 30),
    is_lunar=some.just(True), is_leap=some.booleans(),
)  # fmt: skip


@settings(deadline=None)
@given(yearly, some.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_every_yearly_day_comes_once_within_a_year(day, today):
    """C-10: today counts; 385 days is the longest lunar year."""
    found = next_yearly(day, today)
    assert today <= found <= today + timedelta(days=385)
    assert next_yearly(day, found) == found
    after = next_yearly(day, found + timedelta(days=1))
    assert 352 <= (after - found).days <= 414  # a leap month may come between, or be left out


@settings(deadline=None)
@given(some.integers(1950, 2090))
def test_29_february_is_the_28th_in_common_years(year):
    """C-10"""
    found = next_yearly(PartialDate(month=2, day=29), date(year, 2, 1))
    assert found == date(year, 2, 29 if year % 4 == 0 and year != 2100 else 28)


@pytest.mark.parametrize(("text", "stored"), [
    ("1985年3月12日", "1985-03-12"), ("1985.3.12", "1985-03-12"), ("19850312", "1985-03-12"),
    ("1985/3", "1985-03"), ("1985年3月", "1985-03"), ("1985", "1985"), ("1985年", "1985"),
    ("3月12日", "--03-12"), ("3-12", "--03-12"), ("2-29", "--02-29"), ("公历3月12日", "--03-12"),
    ("农历八月十五", "L--08-15"), ("八月十五", "L--08-15"), ("阴历1985年正月初一", "L1985-01-01"),
    ("农历2023年闰二月初十", "L2023-02i-10"), ("农历8-15", "L--08-15"), ("腊月廿三", "L--12-23"),
    ("农历十一月二十三", "L--11-23"), ("农历1985", "L1985"), ("闰四月初三", "L--04i-03"),
])  # fmt: skip
def test_dates_as_people_write_them(text, stored):
    found = read_date(text)
    assert str(found) == stored
    assert stored_date(stored) == found == read_date(stored)


@pytest.mark.parametrize("text", [
    "", "去年", "2023-02-29", "13月1日", "2024年闰二月初十", "农历1-31", "1985-00", "0000", "32",
    "3月", "闰3月1日", "农历1850年正月初一", "99999", "L1985-13-01", "1985-3-12-1",
])  # fmt: skip
def test_what_is_no_date_is_refused(text):
    assert read_date(text) is None


@settings(deadline=None)
@given(some.text(max_size=20))
def test_no_text_breaks_the_reader(text):
    found = read_date(text)
    assert found is None or stored_date(str(found)) == found
