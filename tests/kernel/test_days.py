"""Counting days as the Civil Code does: articles 200–204 (0.4)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel import days
from maizi.kernel.calendar import CHINA, WorkCalendar

from .test_calendar import OFFICE, at

pytestmark = pytest.mark.once

DATES = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_the_first_day_is_not_counted():
    """0.4"""
    assert days.deadline_on(date(2026, 9, 1), 7) == date(2026, 9, 8)
    assert days.deadline_on(date(2026, 9, 1), 0) == date(2026, 9, 1)


def test_a_rest_day_at_the_end_rolls_on_only_when_asked():
    """0.4: 7 days from 24 September end on 1 October, a holiday until the 7th."""
    start = date(2026, 9, 24)
    assert days.deadline_on(start, 7) == date(2026, 10, 1)
    assert days.deadline_on(start, 7, calendar=OFFICE) == date(2026, 10, 1)
    assert days.deadline_on(start, 7, calendar=OFFICE, roll_rest_day=True) == date(2026, 10, 8)


def test_a_make_up_saturday_is_no_rest_day():
    """0.4"""
    last = days.deadline_on(date(2026, 10, 3), 7, calendar=OFFICE, roll_rest_day=True)
    assert last == date(2026, 10, 10)


def test_rest_days_inside_the_period_count():
    """0.4: only the last day rolls."""
    last = days.deadline_on(date(2026, 9, 25), 5, calendar=OFFICE, roll_rest_day=True)
    assert last == date(2026, 9, 30)


def test_rolling_needs_a_calendar():
    with pytest.raises(ValueError, match="only a calendar"):
        days.deadline_on(date(2026, 9, 24), 7, roll_rest_day=True)


def test_a_period_is_not_negative():
    with pytest.raises(ValueError, match="-1 days"):
        days.deadline_on(date(2026, 9, 24), -1)
    with pytest.raises(ValueError, match="-1 working days"):
        days.add_workdays(date(2026, 9, 24), -1, OFFICE)


def test_a_day_ends_at_24_local_time():
    """0.4"""
    assert days.end_of(date(2026, 9, 30), CHINA) == datetime(2026, 9, 30, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received_at", "last_day"),
    [
        (at(2026, 9, 29, 7), date(2026, 9, 29)),
        (at(2026, 9, 29, 12), date(2026, 9, 29)),
        (at(2026, 9, 29, 17, 30), date(2026, 9, 29)),
        (at(2026, 9, 29, 17, 31), date(2026, 9, 30)),
        (at(2026, 9, 30, 18), date(2026, 10, 8)),
        (at(2026, 10, 3, 12), date(2026, 10, 8)),
        (at(2026, 10, 9, 18), date(2026, 10, 10)),
        (datetime(2026, 9, 28, 23, tzinfo=UTC), date(2026, 9, 29)),
    ],
)
def test_the_same_day(received_at, last_day):
    """0.4, S003§11.5(2): 同日/当日."""
    assert days.same_day_deadline(received_at, OFFICE) == days.end_of(last_day, CHINA)


def test_working_days_between_leave_out_the_first():
    assert days.workdays_between(date(2026, 9, 29), date(2026, 10, 10), OFFICE) == 4
    assert days.workdays_between(date(2026, 9, 29), date(2026, 9, 29), OFFICE) == 0
    assert days.workdays_between(date(2026, 9, 29), date(2026, 9, 1), OFFICE) == 0


def test_working_days_are_added_over_the_holiday():
    assert days.add_workdays(date(2026, 9, 29), 3, OFFICE) == date(2026, 10, 9)
    assert days.add_workdays(date(2026, 10, 3), 0, OFFICE) == date(2026, 10, 3)


@given(DATES, st.integers(0, 60))
def test_added_working_days_are_counted_back(start, count):
    assert days.workdays_between(start, days.add_workdays(start, count, OFFICE), OFFICE) == count


@given(DATES, st.integers(0, 400))
def test_rolling_never_shortens_and_ends_on_a_working_day(start, count):
    plain = days.deadline_on(start, count)
    rolled = days.deadline_on(start, count, calendar=OFFICE, roll_rest_day=True)
    assert rolled >= plain
    assert OFFICE.is_workday(rolled)


def test_without_a_table_weekends_rest():
    last = days.deadline_on(date(2030, 1, 1), 4, calendar=WorkCalendar(), roll_rest_day=True)
    assert last == date(2030, 1, 7)
