"""To-dos that come again: months without that day, leap years, hours that do not exist (0.6)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.inbox.rules.recurrence import (
    choice_of,
    next_time,
    off_the_wall,
    on_the_wall,
    read_rule,
    require_next,
    rule_of,
)
from maizi.inbox.terms import Again
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.once
BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def wall(*parts: int) -> datetime:
    """A time on the clock on the wall, without a zone."""
    return datetime.combine(date(*parts[:3]), time(*parts[3:]))


def series(text: str, start: datetime, count: int) -> list[datetime]:
    rule, found = read_rule(text), [start]
    while len(found) < count:
        following = next_time(rule, start=start, after=found[-1], made=len(found))
        if following is None:
            break
        found.append(following)
    return found


def days(choice: Again, first: date, count: int) -> list[str]:
    start = wall(first.year, first.month, first.day)
    return [f"{d:%m-%d}" for d in series(rule_of(choice, first), start, count)]


@pytest.mark.parametrize(
    "choice, first, expected",
    [
        (Again.MONTHLY, date(2026, 1, 31), ["01-31", "02-28", "03-31", "04-30", "05-31"]),
        (Again.MONTHLY, date(2028, 1, 30), ["01-30", "02-29", "03-30", "04-30"]),
        (Again.MONTHLY, date(2026, 1, 15), ["01-15", "02-15", "03-15"]),
        (Again.MONTH_END, date(2026, 1, 31), ["01-31", "02-28", "03-31", "04-30"]),
        (Again.QUARTERLY, date(2026, 8, 31), ["08-31", "11-30", "02-28", "05-31"]),
        (Again.YEARLY, date(2028, 2, 29), ["02-29", "02-28", "02-28", "02-28", "02-29"]),
        (Again.WORKDAYS, date(2026, 11, 20), ["11-20", "11-23", "11-24"]),
        (Again.FORTNIGHTLY, date(2026, 12, 28), ["12-28", "01-11", "01-25"]),
    ],
)
def test_the_named_ones_keep_their_day_and_take_the_last_where_it_is_missing(
    choice, first, expected
):
    assert days(choice, first, len(expected)) == expected
    assert choice_of(rule_of(choice, first), first) in (choice, Again.MONTH_END)


def test_a_rule_by_hand():
    """第三个星期日 (peers 3.G)."""
    found = series("FREQ=MONTHLY;BYDAY=3SU", wall(2026, 11, 15, 9), 3)
    assert [f"{d:%m-%d %H}" for d in found] == ["11-15 09", "12-20 09", "01-17 09"]


def test_an_end_by_number_and_by_day():
    assert len(series("FREQ=DAILY;COUNT=3", wall(2026, 1, 1), 10)) == 3
    assert len(series("FREQ=DAILY;UNTIL=20260105", wall(2026, 1, 1, 23), 10)) == 5


def test_who_is_late_gets_one_next_not_three():
    rule = read_rule("FREQ=WEEKLY")
    start = wall(2026, 1, 5, 9)
    assert next_time(rule, start=start, after=wall(2026, 1, 27)) == wall(2026, 2, 2, 9)


@pytest.mark.parametrize(
    "text",
    [
        "", "FREQ=SECONDLY", "FREQ=HOURLY", "INTERVAL=2", "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=100", "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=1000", "FREQ=DAILY;UNTIL=20260230", "FREQ=DAILY;COUNT=2;UNTIL=20300101",
        "FREQ=WEEKLY;BYDAY=3SU", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;" + "BYMONTH=1;" * 30, "FREQ=DAILY\nDTSTART:20200101", "每天", "FREQ=DAILY;",
        "FREQ=YEARLY;BYMONTHDAY=" + ",".join(["1"] * 40),
    ],
)  # fmt: skip
def test_what_nobody_understands_is_refused_with_its_place(text):
    with pytest.raises(Refused) as refusal:
        read_rule(text)
    assert refusal.value.field == "recurrence"


@pytest.mark.parametrize(
    "text", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
             "FREQ=DAILY;UNTIL=20250101"]
)  # fmt: skip
def test_a_rule_that_leads_nowhere_is_refused_quickly(text):
    with pytest.raises(Refused):
        require_next(read_rule(text), start=wall(2026, 1, 1))


def test_the_hour_that_is_skipped_and_the_one_that_comes_twice():
    """Nine o'clock stays nine o'clock on the wall, in summer and in winter."""
    before = off_the_wall(wall(2026, 3, 28, 9), BERLIN)
    after = off_the_wall(wall(2026, 3, 30, 9), BERLIN)
    assert after - before == timedelta(days=2) - timedelta(hours=1)
    skipped = off_the_wall(wall(2026, 3, 29, 2, 30), BERLIN)
    assert on_the_wall(skipped, BERLIN) == wall(2026, 3, 29, 3, 30)
    twice = off_the_wall(wall(2026, 10, 25, 2, 30), BERLIN)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


CHOSEN = st.sampled_from([c for c in Again if c not in (Again.NEVER, Again.CUSTOM)])
FIRST = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(CHOSEN, FIRST)
def test_every_next_is_later_and_within_a_year_and_a_day(choice, first):
    start = wall(first.year, first.month, first.day, 9, 30)
    found = series(rule_of(choice, first), start, 6)
    assert len(found) == 6
    assert all(
        timedelta(0) < later - earlier <= timedelta(days=366)
        for earlier, later in zip(found, found[1:], strict=False)
    )
    assert all(moment.time() == start.time() for moment in found)


@given(FIRST, st.integers(0, 23), st.sampled_from([BERLIN, SHANGHAI]))
def test_the_wall_survives_the_way_there_and_back_unless_the_hour_is_missing(day, hour, zone):
    shown = wall(day.year, day.month, day.day, hour)
    back = on_the_wall(off_the_wall(shown, zone), zone)
    assert back in (shown, shown + timedelta(hours=1))
