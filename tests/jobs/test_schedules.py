from datetime import UTC, datetime, timedelta

import pytest

from maizi.jobs.actions import fire_now, switch_schedule, sync_schedules
from maizi.jobs.actions.schedules import fire_due
from maizi.jobs.models import Job, Schedule
from maizi.jobs.worker.claims import hold_office, leave_offices

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 4, 30, tzinfo=UTC)  # 12:30 in Shanghai
HOURLY = {"hourly": ("0 * * * *", "tests.once", {"a": 1})}
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


def planned() -> list[datetime]:
    return sorted(Job.objects.values_list("planned_at", flat=True))


@pytest.fixture
def hourly(books) -> Schedule:
    (schedule,) = sync_schedules(HOURLY, now=NOON)
    return schedule


def test_a_schedule_fires_each_moment_once(hourly):
    assert fire_due(now=NOON) == []
    for minutes in range(0, 180, 10):
        fire_due(now=NOON + timedelta(minutes=minutes))
    assert planned() == [NOON + timedelta(minutes=m) for m in (30, 90, 150)]


def test_cron_means_local_time(books):
    (nightly,) = sync_schedules({"n": ("10 0 * * *", "tests.once", {})}, now=NOON)
    assert nightly.next_at == datetime(2026, 3, 1, 16, 10, tzinfo=UTC)


def test_a_day_of_downtime_fires_once(hourly):
    assert len(fire_due(now=NOON + DAY)) == 1
    assert fire_due(now=NOON + DAY) == []
    hourly.refresh_from_db()
    assert hourly.next_at == NOON + DAY + HOUR / 2
    assert hourly.last_at == NOON + DAY - HOUR / 2


def test_a_schedule_that_catches_up_does_every_moment_even_beyond_one_slice(books):
    sync_schedules({"hourly": ("0 * * * *", "tests.once", {}, True)}, now=NOON)
    assert len(fire_due(now=NOON + 6 * DAY)) == 100
    assert len(fire_due(now=NOON + 6 * DAY)) == 44
    assert fire_due(now=NOON + 6 * DAY) == []
    assert len(set(planned())) == 144


@pytest.mark.parametrize("step", [HOUR, DAY, YEAR], ids=["hour", "day", "year"])
def test_a_clock_that_jumps_ahead_and_comes_back_neither_doubles_nor_skips(hourly, step):
    fire_due(now=NOON + HOUR / 2)
    fire_due(now=NOON + HOUR / 2 + step)
    for minutes in range(40, 400, 10):
        fire_due(now=NOON + timedelta(minutes=minutes))
    near = [m for m in planned() if m < NOON + 7 * HOUR]
    assert near == [NOON + timedelta(minutes=m) for m in range(30, 400, 60)]
    assert len(planned()) == len(set(planned()))


@pytest.mark.parametrize("step", [HOUR, DAY, YEAR], ids=["hour", "day", "year"])
def test_a_clock_that_falls_back_and_recovers_does_not_fire_again(hourly, step):
    for minutes in range(0, 200, 10):
        fire_due(now=NOON + timedelta(minutes=minutes))
    before = planned()
    for minutes in range(200, 230, 10):
        fire_due(now=NOON + timedelta(minutes=minutes) - step)
    for minutes in range(230, 400, 10):
        fire_due(now=NOON + timedelta(minutes=minutes))
    since = [m for m in planned() if m > NOON]
    assert before == [NOON + timedelta(minutes=m) for m in (30, 90, 150)]
    assert since == [NOON + timedelta(minutes=m) for m in range(30, 400, 60)]


def test_two_workers_firing_the_same_moment_write_one_job(hourly):
    due = NOON + HOUR
    fire_due(now=due)
    Schedule.objects.update(next_at=NOON + HOUR / 2)
    fire_due(now=due)
    assert planned() == [NOON + HOUR / 2]


def test_a_schedule_switched_off_stays_off_until_its_next_moment_after_being_switched_on(hourly):
    switch_schedule(hourly, is_active=False, by=None, now=NOON)
    assert fire_due(now=NOON + DAY) == []
    sync_schedules(HOURLY, now=NOON + DAY)
    assert fire_due(now=NOON + DAY) == []
    hourly.refresh_from_db()
    switch_schedule(hourly, is_active=True, by=None, now=NOON + DAY)
    assert fire_due(now=NOON + DAY) == []
    assert len(fire_due(now=NOON + DAY + HOUR)) == 1


def test_seeding_again_changes_nothing_and_a_new_time_counts_from_now(hourly):
    (again,) = sync_schedules(HOURLY, now=NOON + DAY)
    assert again.next_at == hourly.next_at
    (moved,) = sync_schedules({"hourly": ("15 * * * *", "tests.once")}, now=NOON)
    assert moved.next_at == NOON + timedelta(minutes=45)
    assert sync_schedules({}, now=NOON) == [] and not Schedule.objects.exists()


def test_a_schedule_can_be_done_now_beside_its_plan(hourly, ann):
    job = fire_now(hourly, by=ann)
    assert (job.kind, job.payload, job.owner_id, job.planned_at) == (
        "tests.once",
        {"a": 1},
        None,
        None,
    )


def test_only_one_worker_keeps_the_schedules(db):
    assert hold_office("scheduler", "a", now=NOON)
    assert not hold_office("scheduler", "b", now=NOON + timedelta(seconds=20))
    assert hold_office("scheduler", "a", now=NOON + timedelta(seconds=20))
    assert hold_office("scheduler", "b", now=NOON + timedelta(seconds=51))
    assert not hold_office("scheduler", "a", now=NOON + timedelta(seconds=52))
    leave_offices("b", now=NOON + timedelta(seconds=53))
    assert hold_office("scheduler", "a", now=NOON + timedelta(seconds=53))


def test_an_office_taken_by_a_clock_far_ahead_is_free(db):
    assert hold_office("scheduler", "a", now=NOON + YEAR)
    assert hold_office("scheduler", "b", now=NOON)
