"""Going on: after a stand-still, with a system clock that jumps, in bulk (0.6, I13, D10)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.clocks import actions, queries
from maizi.clocks.events import ClockBreached, ClockWarned
from maizi.clocks.models import Clock, ClockEvent
from maizi.history.models import HistoryEntry
from maizi.jobs.actions.schedules import fire_due, sync_schedules
from maizi.jobs.models import Job
from maizi.jobs.queries import jobs_for
from maizi.kernel.events import recording
from maizi.site.wiring import SCHEDULES
from tests.jobs.conftest import work_off

from .conftest import MINUTE, at, begun, run_until_quiet, story

pytestmark = pytest.mark.django_db
WHOLE_STORY = [
    ("started", "03-03 09:00"), ("warned50", "03-03 11:00"), ("warned80", "03-03 12:12"),
    ("breached", "03-03 13:00"),
]  # fmt: skip


def test_after_a_day_down_everything_is_told_once_in_order(case):
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    with recording() as heard:
        assert run_until_quiet(at(2026, 3, 4, 13, 5)) == 1
        assert run_until_quiet(at(2026, 3, 4, 13, 6)) == 0
    assert story(clock) == WHOLE_STORY
    assert [type(e) for e in heard] == [ClockWarned, ClockWarned, ClockBreached]
    assert [e.at for e in heard] == [at(2026, 3, 3, 11), at(2026, 3, 3, 12, 12), at(2026, 3, 3, 13)]
    assert heard[0].percent == 50 and heard[0].due_at == heard[2].at
    breach = heard[2]
    assert (breach.kind, breach.object_id) == ("customers.customer", case.pk)
    assert (breach.clock_id, breach.code, breach.on_breach) == (clock.pk, "test.restore", "remind")
    recorded = ClockEvent.objects.filter(step="breached").get().recorded_at
    assert recorded == at(2026, 3, 4, 13, 5)


def test_minute_by_minute_tells_the_same(case):
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    for minute in range(300):
        actions.advance(now=at(2026, 3, 3, 9) + minute * MINUTE)
    assert story(clock) == WHOLE_STORY
    assert HistoryEntry.objects.filter(verb="超时").count() == 1


def test_the_deadline_itself_is_still_in_time(case):
    begun(case, "test.restore", at(2026, 3, 3, 9))
    run_until_quiet(at(2026, 3, 3, 13))
    assert not ClockEvent.objects.filter(step="breached").exists()
    run_until_quiet(at(2026, 3, 3, 13) + timedelta(microseconds=1))
    assert ClockEvent.objects.filter(step="breached").exists()


@pytest.mark.parametrize("jump", [timedelta(hours=1), timedelta(days=1), timedelta(days=365)])
def test_a_system_clock_that_jumps_neither_repeats_nor_skips(case, jump):
    """D10: ahead, back, and right again."""
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    start = at(2026, 3, 3, 11, 30)
    for moment in (start, start - jump, start + MINUTE, start + jump, start - jump, start + jump):
        run_until_quiet(moment)
    run_until_quiet(at(2026, 3, 3, 14))
    assert story(clock) == WHOLE_STORY


def test_many_in_batches_as_one_by_one(case, house):
    """The moments of many clocks, each once, whatever the size of a batch."""
    codes = ("test.response", "test.restore", "test.urgent", "test.hq", "test.region")
    cases = [house.customer(f"客户{n}") for n in range(6)]
    clocks = [
        begun(row, code, at(2026, 3, 3, 9) + n * 37 * MINUTE)
        for n, row in enumerate(cases) for code in codes
    ]  # fmt: skip
    assert run_until_quiet(at(2026, 3, 20, 9), limit=7) == len(clocks)
    bulk = [story(clock) for clock in clocks]
    ClockEvent.objects.exclude(step="started").delete()
    for clock in clocks:
        clock.save()  # as it was when it began
    for clock in clocks:
        Clock.objects.exclude(pk=clock.pk).update(next_at=None)
        Clock.objects.filter(pk=clock.pk).update(next_at=clock.next_at)
        run_until_quiet(at(2026, 3, 20, 9))
    assert [story(clock) for clock in clocks] == bulk


def test_a_batch_takes_the_same_statements_for_two_and_for_many(case, house, count_queries):
    def taken(count: int) -> int:
        for n in range(count):
            begun(house.customer(f"客户{count} {n}"), "test.restore", at(2026, 3, 3, 9))
        with count_queries() as seen:
            assert actions.advance(now=at(2026, 3, 4, 9)) == count
        return len(seen)

    taken(1)  # the chain of the history begins
    assert taken(2) == taken(40)


@pytest.fixture
def count_queries(django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_nothing_due_is_one_question(case, django_assert_num_queries):
    begun(case, "test.restore", at(2026, 3, 3, 9))
    with django_assert_num_queries(1):
        assert not queries.is_anything_due(at(2026, 3, 3, 9, 30))


def test_a_listener_that_fails_leaves_nothing_half_told(case, monkeypatch):
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))

    def fail(event):
        raise RuntimeError("no")

    from maizi.clocks.actions import telling

    with monkeypatch.context() as patch:
        patch.setattr(telling, "publish", fail)
        with pytest.raises(RuntimeError):
            actions.advance(now=at(2026, 3, 4, 9))
    assert story(clock) == [("started", "03-03 09:00")]
    run_until_quiet(at(2026, 3, 4, 9))
    assert story(clock) == WHOLE_STORY


def test_the_schedule_advances_them(case, house):
    """A real job: fired, claimed and run; idle runs are not listed."""
    start = timezone.now()
    clock = begun(case, "test.urgent", start)
    sync_schedules({"clocks.advance": SCHEDULES["clocks.advance"]}, now=start)
    for later in (timedelta(minutes=2), timedelta(minutes=31), timedelta(hours=30)):
        fire_due(now=start + later)
        assert [job.state for job in work_off(start + later)] == ["done"]
    assert [step for step, _ in story(clock)] == ["started", "warned50", "warned80", "breached"]
    results = Job.objects.order_by("id").values_list("result", flat=True)
    assert list(results) == [None, {"clocks": 1}, {"clocks": 1}]
    assert jobs_for(house.admin).count() == 2
