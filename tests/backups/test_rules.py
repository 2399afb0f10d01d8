"""Which backups stay, and when somebody has to be told (A-50)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maizi.backups.rules import Facts, Keeping, dangers, differing, is_alarming, kept
from maizi.backups.terms import Danger

pytestmark = pytest.mark.once
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
USUAL = Keeping(7, 5, 12)
moments = st.integers(0, 1_400 * 24).map(lambda hours: NOW - timedelta(hours=hours))


def nights(count: int) -> list[datetime]:
    return [NOW - timedelta(days=n) for n in range(count)]


def test_seven_days_five_weeks_twelve_months():
    """A-50: 7 daily, 5 weekly, 12 monthly."""
    stay = kept(nights(800), USUAL)
    assert {NOW - timedelta(days=n) for n in range(7)} <= stay
    assert len({at.strftime("%G-%V") for at in stay if at > NOW - timedelta(weeks=4)}) == 5
    assert len({at.strftime("%Y-%m") for at in stay}) == 12
    assert 7 + 4 + 10 <= len(stay) <= 7 + 5 + 12
    assert min(stay) == datetime(2025, 12, 31, 12, tzinfo=UTC)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(moments, max_size=60), st.lists(moments, max_size=5))
def test_the_newest_stays_and_what_went_would_not_have_come_back(old, new):
    stay = kept(old, USUAL)
    assert stay <= set(old)
    assert not old or max(old) in stay
    # Pruning each night leaves what pruning once would: nothing kept later was let go before.
    assert kept([*old, *new], USUAL) == kept([*stay, *new], USUAL)


@pytest.mark.parametrize(("facts", "found", "is_loud"), [
    (Facts(None, None, False, False), [Danger.NEVER, Danger.UNTRIED, Danger.ONE_PLACE], True),
    (Facts(NOW - timedelta(hours=26), NOW, True, True), [], False),
    (Facts(NOW - timedelta(hours=26, seconds=1), NOW, True, True), [Danger.LATE], True),
    (Facts(NOW, NOW - timedelta(days=11), True, True), [Danger.UNTRIED], False),
    (Facts(NOW, NOW, False, True), [Danger.BROKEN], True),
    (Facts(NOW, NOW, True, False), [Danger.ONE_PLACE], False),
])  # fmt: skip
def test_what_is_wrong_is_said(facts, found, is_loud):
    """A-50: alarm if the last good backup is older than 26 hours."""
    told = dangers(facts, now=NOW, alarm_hours=26, trial_days=10)
    assert told == found and is_alarming(told) == is_loud


def test_rows_are_compared_table_by_table():
    assert differing({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3}) == ["b", "c"]
    assert not differing({"a": 1}, {"a": 1, "new": 5})
