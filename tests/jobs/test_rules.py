from datetime import UTC, datetime, timedelta

import pytest

from maizi.jobs.rules import can, next_moment, planned_moments, retry_delay, why_not
from maizi.jobs.terms import JobState, JobVerb

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOURLY = "0 * * * *"


def test_the_delay_doubles_to_an_hour_and_is_spread():
    assert [retry_delay(n, luck=0.5).total_seconds() for n in (1, 2, 3)] == [5, 10, 20]
    assert retry_delay(40, luck=0.5) == timedelta(hours=1)
    assert retry_delay(1, luck=0).total_seconds() == 2.5
    assert retry_delay(40, luck=0.999) < timedelta(hours=1.5)


@pytest.mark.parametrize("verb", JobVerb)
@pytest.mark.parametrize("state", JobState)
def test_every_state_takes_a_verb_or_says_why_not(verb, state):
    assert can(verb, state) or "{verb}" in why_not(state)


def test_a_finished_job_takes_no_verb():
    assert not any(can(verb, JobState.DONE) for verb in JobVerb)


def test_a_schedule_not_due_fires_nothing():
    assert planned_moments(HOURLY, NOON + timedelta(minutes=1), NOON, catches_up=False) == []


def test_a_day_of_downtime_fires_once():
    yesterday = NOON - timedelta(days=1)
    assert planned_moments(HOURLY, yesterday, NOON, catches_up=False) == [NOON]
    before = NOON - timedelta(milliseconds=500)
    assert planned_moments(HOURLY, yesterday, before, catches_up=False) == [
        NOON - timedelta(hours=1)
    ]


def test_a_schedule_that_catches_up_fires_each_missed_moment_up_to_a_limit():
    one_day = planned_moments(HOURLY, NOON - timedelta(days=1), NOON, catches_up=True)
    assert len(one_day) == 25 and one_day[-1] == NOON
    a_month = planned_moments(HOURLY, NOON - timedelta(days=30), NOON, catches_up=True)
    assert len(a_month) == 100


def test_the_next_moment_is_the_first_one_not_fired_yet():
    fired = {NOON + timedelta(hours=1), NOON + timedelta(hours=2)}
    assert next_moment(HOURLY, NOON, set()) == NOON + timedelta(hours=1)
    assert next_moment(HOURLY, NOON, fired) == NOON + timedelta(hours=3)
