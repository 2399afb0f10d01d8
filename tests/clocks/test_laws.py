"""Laws of deadlines at any moments: monotone, no pause shortens, warnings first (0.6)."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.clocks.rules import (
    Course,
    Extension,
    Pause,
    Period,
    Standing,
    due_of,
    passed,
    plan,
    told_by,
)
from maizi.clocks.terms import ClockStep, Counting
from maizi.kernel.calendar import CHINA, DayKind, WorkCalendar

pytestmark = pytest.mark.once

GOLDEN_WEEK = {
    **{date(2026, 10, day): DayKind.HOLIDAY for day in range(1, 8)},
    date(2026, 9, 20): DayKind.MAKEUP,
    date(2026, 10, 10): DayKind.MAKEUP,
}
SHOP = ((time(10), time(13)), (time(15), time(0)))
CALENDARS = st.sampled_from(
    [
        WorkCalendar(GOLDEN_WEEK),
        WorkCalendar(GOLDEN_WEEK, week=((), SHOP, SHOP, (), SHOP, SHOP, ())),
        WorkCalendar(GOLDEN_WEEK, week=(SHOP,) * 7, is_every_day=True),
        WorkCalendar.around_the_clock(),
    ]
)
MOMENTS = st.integers(0, 60 * 1_440).map(
    lambda minutes: datetime(2026, 9, 1, tzinfo=CHINA) + timedelta(minutes=minutes)
)
LENGTHS = st.integers(0, 8 * 1_440).map(lambda minutes: timedelta(minutes=minutes))
IN_MINUTES = st.builds(
    Period, st.sampled_from([Counting.WORKING_TIME, Counting.CLOCK_TIME]), st.integers(1, 6_000)
)
IN_DAYS = st.builds(lambda n: Period(Counting.WORKDAYS, days=n), st.integers(1, 9)) | st.builds(
    lambda n, rolls: Period(Counting.DAYS, days=n, is_rolling=rolls),
    st.integers(1, 9), st.booleans(),
)  # fmt: skip
PERIODS = IN_MINUTES | IN_DAYS | st.just(Period(Counting.SAME_DAY))
PERCENTS = st.sets(st.integers(1, 99), max_size=4).map(lambda found: tuple(sorted(found)))


@st.composite
def courses(draw):
    """A start, then pauses and extensions in the order of time."""
    period, start = draw(PERIODS), draw(MOMENTS)
    changes, moment = [], start
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            began_at = moment + draw(LENGTHS)
            moment = began_at + draw(LENGTHS)
            changes.append(Pause(began_at, moment))
        else:
            changes.append(Extension(timedelta(days=draw(st.integers(1, 2)))))
    return Course(period, start, tuple(changes), draw(PERCENTS))


def standing(course: Course, calendar: WorkCalendar) -> Standing:
    planned = plan(course, calendar)
    return Standing(planned.due_at, planned.warnings)


@given(PERIODS, MOMENTS, LENGTHS, CALENDARS)
def test_who_begins_later_is_due_no_sooner(period, start, later, calendar):
    assert due_of(period, start, calendar) <= due_of(period, start + later, calendar)
    assert start < due_of(period, start, calendar)


@given(IN_MINUTES, MOMENTS, st.integers(1, 500), CALENDARS)
def test_more_time_is_due_no_sooner(period, start, more, calendar):
    longer = Period(period.counting, period.minutes + more)
    assert due_of(period, start, calendar) < due_of(longer, start, calendar)
    assert passed(period.counting, start, due_of(period, start, calendar), calendar) == (
        period.length
    )


@given(courses(), LENGTHS, LENGTHS, CALENDARS)
def test_neither_pause_nor_extension_ever_shortens(course, wait, length, calendar):
    """The deadline and every warning still to come move on or stay, never back."""
    last = max([c.ended_at for c in course.changes if isinstance(c, Pause)] + [course.started_at])
    pause = Pause(last + wait, last + wait + length)
    before = plan(course, calendar)
    for change in (pause, Extension(timedelta(days=1))):
        longer = Course(
            course.period, course.started_at, (*course.changes, change), course.warn_percents
        )
        after = plan(longer, calendar)
        assert before.due_at <= after.due_at
        for old, new in zip(before.warnings, after.warnings, strict=True):
            assert old.at <= new.at


@given(courses(), CALENDARS)
def test_what_was_left_at_a_pause_is_left_after_it(course, calendar):
    for place, change in enumerate(course.changes):
        if not isinstance(change, Pause) or course.period.counting != Counting.WORKING_TIME:
            continue
        upto = Course(course.period, course.started_at, course.changes[:place])
        due_at = plan(upto, calendar).due_at
        after = Course(course.period, course.started_at, course.changes[: place + 1])
        if change.began_at <= due_at:
            left = calendar.working_time(change.began_at, due_at)
            now_due = plan(after, calendar).due_at
            assert calendar.working_time(change.ended_at, now_due) == left


@given(courses(), CALENDARS)
def test_warnings_rise_and_come_before_the_breach(course, calendar):
    planned = plan(course, calendar)
    moments = [w.at for w in planned.warnings]
    assert moments == sorted(moments)
    assert all(course.started_at <= moment <= planned.due_at for moment in moments)
    facts, _ = told_by(standing(course, calendar), planned.due_at + timedelta(days=1))
    assert [f.step for f in facts] == [ClockStep.WARNED] * len(moments) + [ClockStep.BREACHED]
    assert [f.at for f in facts] == [*moments, planned.due_at]


@given(courses(), st.lists(st.integers(-20_000, 40_000), max_size=12), CALENDARS)
def test_step_by_step_tells_what_one_look_tells(course, minutes, calendar):
    """Bulk equals one by one, and a clock that jumps to and fro tells nothing twice (I13)."""
    moments = [course.started_at + timedelta(minutes=m) for m in minutes]
    now, told = standing(course, calendar), []
    for moment in moments:
        facts, now = told_by(now, moment)
        told += facts
    at_once, then = told_by(standing(course, calendar), max(moments, default=course.started_at))
    assert told == at_once and now == then
    assert told_by(now, max(moments, default=course.started_at))[0] == []
