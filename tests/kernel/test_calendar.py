"""The working calendar: days, hours, and clocks that run only inside them (0.4)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel.calendar import CHINA, DayKind, WorkCalendar

pytestmark = pytest.mark.once

# 国庆节 2026: 1–7 October off; Sunday 20 September and Saturday 10 October worked instead.
GOLDEN_WEEK = {
    **{date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 6)},
    date(2026, 10, 6): DayKind.REST,
    date(2026, 10, 7): DayKind.REST,
    date(2026, 9, 20): DayKind.MAKEUP,
    date(2026, 10, 10): DayKind.MAKEUP,
}
OFFICE = WorkCalendar(GOLDEN_WEEK)
LUNCH = WorkCalendar(GOLDEN_WEEK, spans=((time(8, 30), time(12)), (time(13, 30), time(17, 30))))
EVENING = WorkCalendar(GOLDEN_WEEK, spans=((time(18), time(0)),))
ALWAYS = WorkCalendar.around_the_clock()
CALENDARS = st.sampled_from([OFFICE, LUNCH, EVENING, ALWAYS])
MOMENTS = st.integers(0, 120 * 86_400).map(
    lambda seconds: datetime(2026, 8, 1, tzinfo=CHINA) + timedelta(seconds=seconds)
)
DURATIONS = st.integers(0, 30 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


def at(*parts, zone=CHINA):
    return datetime(*parts, tzinfo=zone)


def test_days_follow_the_week_unless_the_table_says_otherwise():
    """0.4"""
    assert OFFICE.is_workday(date(2026, 9, 30))  # Wednesday
    assert not OFFICE.is_workday(date(2026, 9, 26))  # Saturday
    assert not OFFICE.is_workday(date(2026, 10, 1))
    assert OFFICE.is_workday(date(2026, 10, 10))  # Saturday, made up
    assert OFFICE.kind_of(date(2026, 10, 7)) is DayKind.REST


def test_a_year_without_entries_is_unknown_and_follows_the_week():
    """0.4"""
    assert OFFICE.is_known(2026)
    assert not OFFICE.is_known(2027)
    assert not OFFICE.is_workday(date(2027, 1, 2))
    assert OFFICE.is_workday(date(2027, 1, 1))


def test_the_next_working_day_jumps_the_holiday():
    assert OFFICE.next_workday(date(2026, 9, 30)) == date(2026, 10, 8)
    assert OFFICE.next_workday(date(2026, 10, 9)) == date(2026, 10, 10)
    assert ALWAYS.next_workday(date(2026, 9, 30)) == date(2026, 10, 1)


def test_working_time_stops_at_night_and_over_the_holiday():
    """0.4: two hours begun half an hour before the holiday end after it."""
    end = OFFICE.add_working_time(at(2026, 9, 30, 17), timedelta(hours=2))
    assert end == at(2026, 10, 8, 10)
    assert end.tzinfo is UTC
    assert OFFICE.working_seconds(at(2026, 9, 30, 17), end) == 7_200


def test_a_make_up_saturday_counts():
    """0.4"""
    assert OFFICE.add_working_time(at(2026, 10, 9, 17), timedelta(hours=1)) == at(2026, 10, 10, 9)


def test_lunch_does_not_count():
    assert LUNCH.add_working_time(at(2026, 9, 30, 11), timedelta(hours=2)) == at(
        2026, 9, 30, 14, 30
    )


def test_hours_may_end_at_midnight():
    assert EVENING.working_seconds(at(2026, 9, 30, 0), at(2026, 10, 1, 0)) == 6 * 3600
    assert EVENING.add_working_time(at(2026, 9, 30, 12), timedelta(hours=6)) == at(2026, 10, 1, 0)


def test_the_last_moment_of_the_evening_is_open():
    assert EVENING.is_open(at(2026, 10, 1, 0))
    assert not EVENING.is_open(at(2026, 10, 2, 0))


def test_the_clock_that_never_stops():
    """0.4: 24×7 for severity 严重/非常严重."""
    start = at(2026, 9, 30, 17)
    assert ALWAYS.add_working_time(start, timedelta(days=3)) == start + timedelta(days=3)


def test_received_at_night_begins_in_the_morning():
    assert OFFICE.add_working_time(at(2026, 9, 29, 22), timedelta()) == at(2026, 9, 30, 8, 30)


def test_a_duration_may_end_exactly_at_closing_time():
    assert OFFICE.add_working_time(at(2026, 9, 30, 8), timedelta(hours=9)) == at(
        2026, 9, 30, 17, 30
    )


def test_dates_are_those_of_the_calendars_zone():
    moment = datetime(2026, 9, 29, 23, tzinfo=UTC)
    assert OFFICE.date_of(moment) == date(2026, 9, 30)
    urumqi = WorkCalendar(GOLDEN_WEEK, zone=ZoneInfo("Asia/Urumqi"))
    assert urumqi.is_open(at(2026, 9, 30, 19)) and not OFFICE.is_open(at(2026, 9, 30, 19))


def test_nothing_passes_backwards():
    assert OFFICE.working_time(at(2026, 9, 30, 12), at(2026, 9, 29, 12)) == timedelta()


def test_a_moment_needs_a_zone():
    with pytest.raises(ValueError, match="no time zone"):
        OFFICE.add_working_time(datetime(2026, 9, 30, 12), timedelta(hours=1))  # noqa: DTZ001


def test_a_duration_is_not_negative():
    with pytest.raises(ValueError, match="negative"):
        OFFICE.add_working_time(at(2026, 9, 30, 12), -timedelta(seconds=1))


@pytest.mark.parametrize(
    "spans",
    [
        (),
        ((time(17), time(8)),),
        ((time(8), time(12)), (time(11), time(17))),
        ((time(8), time(0)), (time(9), time(10))),
    ],
)
def test_opening_hours_make_sense(spans):
    with pytest.raises(ValueError, match="opening hours"):
        WorkCalendar(spans=spans)


@given(CALENDARS, MOMENTS, DURATIONS)
def test_adding_then_measuring_gives_the_duration(calendar, start, duration):
    end = calendar.add_working_time(start, duration)
    assert calendar.working_time(start, end) == duration


@given(CALENDARS, MOMENTS, DURATIONS)
def test_working_time_never_ends_outside_working_hours(calendar, start, duration):
    assert calendar.is_open(calendar.add_working_time(start, duration))


@given(CALENDARS, MOMENTS, DURATIONS, DURATIONS)
def test_more_time_ends_later(calendar, start, one, other):
    short, long = sorted([one, other])
    assert calendar.add_working_time(start, short) <= calendar.add_working_time(start, long)


@given(CALENDARS, MOMENTS, MOMENTS, DURATIONS)
def test_a_later_start_never_ends_earlier(calendar, one, other, duration):
    early, late = sorted([one, other])
    assert calendar.add_working_time(early, duration) <= calendar.add_working_time(late, duration)


@given(CALENDARS, st.lists(MOMENTS, min_size=3, max_size=3))
def test_working_time_adds_up(calendar, moments):
    start, middle, end = sorted(moments)
    parts = calendar.working_time(start, middle) + calendar.working_time(middle, end)
    assert parts == calendar.working_time(start, end)
