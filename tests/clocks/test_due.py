"""When something is due: T-F2, T-D4, nights, weekends, holidays, 调休 2026 (0.4)."""

from datetime import date, datetime, time, timedelta

import pytest

from maizi.clocks import rules
from maizi.clocks.queries import shipped_rows
from maizi.clocks.rules import Course, Extension, Pause, Period, due_after, due_of, plan
from maizi.clocks.terms import Counting, DayKind
from maizi.kernel.calendar import OFFICE_HOURS, WorkCalendar

from .conftest import at, local

pytestmark = pytest.mark.once

CN = WorkCalendar({d.date: d.kind for d in rules.read_days(shipped_rows())})
LUNCH = WorkCalendar(
    CN.exceptions, week=(((time(8, 30), time(12)), (time(13, 30), time(17, 30))),) * 5 + ((), ())
)
SATURDAY = WorkCalendar(
    CN.exceptions, week=(OFFICE_HOURS,) * 5 + (((time(9), time(12)),), ())
)  # fmt: skip
MINUTES_20, HOURS_4 = (Period(Counting.WORKING_TIME, minutes=m) for m in (20, 240))
WORKDAYS_2 = Period(Counting.WORKDAYS, days=2)
SAME_DAY = Period(Counting.SAME_DAY)


def days(count: int, **more) -> Period:
    return Period(Counting.DAYS, days=count, **more)


@pytest.mark.parametrize(
    ("period", "start", "due", "calendar"),
    [
        (MINUTES_20, at(2026, 3, 6, 17, 20), "2026-03-09 08:40", CN),  # T-F2
        (WORKDAYS_2, at(2026, 3, 2, 10), "2026-03-05 00:00", CN),  # T-D4: Wednesday 24:00
        (MINUTES_20, at(2026, 3, 3, 17, 20), "2026-03-04 08:40", CN),  # over night
        (MINUTES_20, at(2026, 3, 3, 22), "2026-03-04 08:50", CN),  # asked at night
        (HOURS_4, at(2026, 3, 3, 13, 30), "2026-03-03 17:30", CN),  # exactly at closing time
        (HOURS_4, at(2026, 3, 3, 10), "2026-03-03 15:30", LUNCH),
        (HOURS_4, at(2026, 3, 6, 16, 30), "2026-03-07 12:00", SATURDAY),
        (HOURS_4, at(2026, 9, 30, 16), "2026-10-08 11:00", CN),  # 国庆节
        (HOURS_4, at(2026, 2, 13, 16), "2026-02-14 11:00", CN),  # Saturday 14 February is worked
        (HOURS_4, at(2026, 2, 13, 16), "2026-02-14 11:00", SATURDAY),  # with full hours
        (HOURS_4, at(2026, 2, 14, 16), "2026-02-24 11:00", CN),  # 春节 15–23 February
        (WORKDAYS_2, at(2026, 9, 30, 10), "2026-10-10 00:00", CN),  # 8 and 9 October
        (WORKDAYS_2, at(2026, 10, 8, 10), "2026-10-11 00:00", CN),  # 9 and Saturday 10, 调休
        (days(3), at(2026, 3, 4, 10), "2026-03-08 00:00", CN),  # Saturday, our own duty: it stays
        (days(3, is_rolling=True), at(2026, 3, 4, 10), "2026-03-10 00:00", CN),  # Monday 24:00
        (days(7, is_rolling=True), at(2026, 9, 24, 10), "2026-10-09 00:00", CN),
        (SAME_DAY, at(2026, 3, 2, 9), "2026-03-03 00:00", CN),
        (SAME_DAY, at(2026, 3, 2, 17, 30), "2026-03-03 00:00", CN),
        (SAME_DAY, at(2026, 3, 2, 17, 31), "2026-03-04 00:00", CN),  # after hours
        (SAME_DAY, at(2026, 2, 14, 9), "2026-02-15 00:00", CN),  # 调休: a day like any other
        (SAME_DAY, at(2026, 2, 16, 9), "2026-02-25 00:00", CN),  # in the holiday
        (Period(Counting.CLOCK_TIME, minutes=90), at(2026, 10, 1, 23), "2026-10-02 00:30", CN),
    ],
)
def test_vectors(period, start, due, calendar):
    assert local(due_of(period, start, calendar)) == due


def test_a_day_off_in_lieu_closes_a_calendar_that_is_open_on_saturdays():
    assert CN.kind_of(date(2026, 2, 21)) in (DayKind.REST, DayKind.HOLIDAY)
    assert SATURDAY.spans_on(date(2026, 2, 21)) == ()
    always = WorkCalendar(CN.exceptions, week=SATURDAY.week, is_every_day=True)
    assert always.spans_on(date(2026, 2, 21)) == ((time(9), time(12)),)
    assert always.spans_on(date(2026, 2, 17)) == OFFICE_HOURS


@pytest.mark.parametrize(
    ("period", "start", "pause", "due"),
    [
        # two hours of working time away, over the weekend
        (HOURS_4, at(2026, 3, 6, 14), (at(2026, 3, 6, 16, 30), at(2026, 3, 9, 9, 30)),
         "2026-03-09 11:00"),
        (HOURS_4, at(2026, 3, 3, 9), (at(2026, 3, 3, 18), at(2026, 3, 3, 20)), "2026-03-03 13:00"),
        (WORKDAYS_2, at(2026, 3, 2, 10), (at(2026, 3, 3, 10), at(2026, 3, 5, 10)),
         "2026-03-07 00:00"),
        (WORKDAYS_2, at(2026, 3, 2, 10), (at(2026, 3, 3, 10), at(2026, 3, 3, 15)),
         "2026-03-05 00:00"),
        # paused on the last day, taken up on a Sunday: the next working day
        (SAME_DAY, at(2026, 3, 6, 10), (at(2026, 3, 6, 15), at(2026, 3, 8, 10)),
         "2026-03-10 00:00"),
        (days(3), at(2026, 3, 4, 10), (at(2026, 3, 5, 10), at(2026, 3, 9, 10)), "2026-03-12 00:00"),
        # begun after the deadline: too late to move it
        (HOURS_4, at(2026, 3, 3, 9), (at(2026, 3, 3, 14), at(2026, 3, 4, 14)), "2026-03-03 13:00"),
    ],
)  # fmt: skip
def test_pauses(period, start, pause, due):
    course = Course(period, start, (Pause(*pause),))
    assert local(plan(course, CN).due_at) == due


def test_extension_of_one_day():
    """T-D4: Thursday 24:00; min(original + 1 day, total limit)."""
    due_at = due_of(WORKDAYS_2, at(2026, 3, 2, 10), CN)
    day = Extension(timedelta(days=1))
    assert local(rules.extended(WORKDAYS_2, due_at, day, CN)) == "2026-03-06 00:00"
    capped = Extension(timedelta(days=1), latest_at=at(2026, 3, 5, 12))
    assert rules.extended(WORKDAYS_2, due_at, capped, CN) == at(2026, 3, 5, 12)
    over = Extension(timedelta(days=1), latest_at=at(2026, 3, 3))
    assert rules.extended(WORKDAYS_2, due_at, over, CN) == due_at


def test_warnings_come_in_working_hours():
    course = Course(WORKDAYS_2, at(2026, 3, 2, 10), warn_percents=(50, 80))
    planned = plan(course, CN)
    assert [local(w.at) for w in planned.warnings] == ["2026-03-03 13:45", "2026-03-04 12:24"]
    late = Course(SAME_DAY, at(2026, 3, 2, 17, 30), warn_percents=(50,))
    assert [local(w.at) for w in plan(late, CN).warnings] == ["2026-03-02 20:45"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"counting": Counting.WORKING_TIME}, {"counting": Counting.WORKDAYS, "minutes": 5},
        {"counting": Counting.SAME_DAY, "days": 1}, {"counting": Counting.DAYS, "days": -1},
        {"counting": Counting.WORKDAYS, "days": 2, "is_rolling": True},
        {"counting": Counting.CLOCK_TIME, "minutes": 10**8},
    ],
)  # fmt: skip
def test_what_is_no_period(wrong):
    with pytest.raises(ValueError, match="no period"):
        Period(**wrong)


def test_a_pause_does_not_begin_after_the_deadline():
    due_at = at(2026, 3, 3, 12)
    late = Pause(due_at + timedelta(seconds=1), due_at + timedelta(days=1))
    for period in (MINUTES_20, WORKDAYS_2, SAME_DAY, Period(Counting.CLOCK_TIME, minutes=5)):
        assert due_after(period, due_at, late, CN) == due_at


@pytest.mark.parametrize("percents", [(0,), (100,), (80, 50), (50, 50)])
def test_what_are_no_shares(percents):
    with pytest.raises(ValueError, match="no shares"):
        rules.check_percents(percents)


def test_a_week_has_seven_days_and_some_hours():
    for week in ((OFFICE_HOURS,) * 6, ((),) * 7):
        with pytest.raises(ValueError, match="week of|never works"):
            WorkCalendar(week=week)
    assert isinstance(at(2026, 1, 1), datetime)
