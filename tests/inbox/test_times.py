"""Groups, snoozing, quiet hours, the daily mail: pure decisions (0.4, 0.6)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.inbox.rules import times
from maizi.inbox.terms import Snooze, TodoGroup
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.once
ZONE = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)  # a Friday, 12:00 in Shanghai


def here(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE).astimezone(UTC)


def test_a_day_is_over_at_its_end_not_at_its_beginning():
    """Due today is not overdue before 24:00 (0.4)."""
    today = times.due_moment(None, date(2026, 11, 20), ZONE)
    assert today == here(2026, 11, 21)
    assert times.group_of(today, None, now=NOON, zone=ZONE) == TodoGroup.TODAY
    assert times.group_of(today, None, now=today, zone=ZONE) == TodoGroup.OVERDUE
    late = times.due_moment(None, date(2026, 11, 19), ZONE)
    assert times.group_of(late, None, now=NOON, zone=ZONE) == TodoGroup.OVERDUE


@pytest.mark.parametrize(
    "due, snoozed, group",
    [
        (NOON - timedelta(minutes=1), None, TodoGroup.OVERDUE),
        (NOON + timedelta(hours=3), None, TodoGroup.TODAY),
        (NOON + timedelta(days=1), None, TodoGroup.LATER),
        (None, None, TodoGroup.LATER),
        (NOON - timedelta(days=9), NOON + timedelta(minutes=1), TodoGroup.SNOOZED),
        (NOON - timedelta(days=9), NOON, TodoGroup.OVERDUE),
    ],
)
def test_groups(due, snoozed, group):
    assert times.group_of(due, snoozed, now=NOON, zone=ZONE) == group


def test_snoozing():
    def until(choice, chosen=None, now=NOON):
        return times.snoozed_until(choice, chosen, now=now, zone=ZONE)

    assert until(Snooze.HOUR) == NOON + timedelta(hours=1)
    assert until(Snooze.TOMORROW) == here(2026, 11, 21, 9)
    assert until(Snooze.MONDAY) == here(2026, 11, 23, 9)
    assert until(Snooze.MONDAY, now=here(2026, 11, 23, 8)) == here(2026, 11, 30, 9)
    for wrong in (None, NOON, NOON - timedelta(1), NOON + timedelta(days=400)):
        with pytest.raises(Refused):
            until(Snooze.CHOSEN, wrong)


def test_reminders_come_before_and_never_in_the_past():
    def remind(due_at=None, due_on=None):
        return times.remind_moment(due_at, due_on, now=NOON, zone=ZONE)

    assert remind(NOON + timedelta(hours=2)) == NOON + timedelta(hours=1, minutes=45)
    assert remind(NOON + timedelta(minutes=5)) == NOON
    assert remind(due_on=date(2026, 11, 21)) == here(2026, 11, 21, 9)
    assert remind(due_on=date(2026, 11, 20)) == NOON
    assert remind() is None


@pytest.mark.parametrize(
    "now, start, end, expected",
    [
        (here(2026, 11, 20, 23), time(22), time(8), here(2026, 11, 21, 8)),
        (here(2026, 11, 20, 7, 59), time(22), time(8), here(2026, 11, 20, 8)),
        (here(2026, 11, 20, 8), time(22), time(8), here(2026, 11, 20, 8)),
        (here(2026, 11, 20, 13), time(12), time(14), here(2026, 11, 20, 14)),
        (here(2026, 11, 20, 15), time(12), time(14), here(2026, 11, 20, 15)),
        (here(2026, 11, 20, 15), None, None, here(2026, 11, 20, 15)),
    ],
)
def test_quiet_hours_also_over_midnight(now, start, end, expected):
    assert times.after_quiet(now, start, end, zone=ZONE) == expected


MINUTES = st.integers(0, 1439).map(lambda m: time(m // 60, m % 60))


@given(st.integers(0, 3_000_000), MINUTES, MINUTES)
def test_after_the_quiet_hours_it_is_not_quiet_and_at_most_a_day_later(minutes, start, end):
    now = NOON + timedelta(minutes=minutes)
    free = times.after_quiet(now, start, end, zone=ZONE)
    assert now <= free < now + timedelta(days=1)
    assert times.after_quiet(free, start, end, zone=ZONE) == free


def test_the_daily_mail_is_later_today_or_tomorrow():
    assert times.next_digest(NOON, time(18), zone=ZONE) == here(2026, 11, 20, 18)
    assert times.next_digest(NOON, time(8), zone=ZONE) == here(2026, 11, 21, 8)
    assert times.next_digest(NOON, time(12), zone=ZONE) == here(2026, 11, 21, 12)


def test_tries_come_to_an_end():
    waits = [times.next_try(n, NOON) for n in range(1, times.MOST_TRIES + 1)]
    assert waits[-1] is None and None not in waits[:-1]
    assert waits[:-1] == sorted(waits[:-1])


def test_dates_nobody_means():
    times.require_due(None, NOON)
    for years in (-11, 11):
        with pytest.raises(Refused):
            times.require_due(NOON + timedelta(days=366 * years), NOON)
