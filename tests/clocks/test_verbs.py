"""What is done with one clock: D-20 with T-D4, F-4 with T-F2, and every refusal."""

from datetime import timedelta

import pytest

from maizi.clocks import actions, queries
from maizi.clocks.access import Period
from maizi.clocks.models import Clock, ClockEvent
from maizi.clocks.terms import ClockState, Counting
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused

from .conftest import MINUTE, at, begun, local, run_until_quiet, story

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refused(code: str):
    class Expected:
        def __enter__(self):
            return self

        def __exit__(self, kind, error, trace):
            assert kind is Refused and error.code == code, (kind, error)
            return True

    return Expected()


def test_a_general_ticket_on_friday_evening(case):
    """T-F2"""
    clock = begun(case, "test.response", at(2026, 3, 6, 17, 20))
    assert local(clock.due_at) == "2026-03-09 08:40"
    assert clock.calendar.code == queries.STANDARD
    assert actions.stop(clock, by=None, now=at(2026, 3, 9, 8, 40)).state == ClockState.MET


def test_the_review_of_headquarters_is_extended_once(case, house):
    """T-D4"""
    clock = begun(case, "test.hq", at(2026, 3, 2, 10))
    assert local(clock.due_at) == "2026-03-05 00:00"  # Wednesday 24:00
    clock = actions.extend(clock, by=house.boss, reason="等客户年报", now=at(2026, 3, 4, 16))
    assert local(clock.due_at) == "2026-03-06 00:00"  # Thursday 24:00
    with refused("again"):
        actions.extend(clock, by=house.boss, reason="还要一天", now=at(2026, 3, 5, 9))
    assert local(Clock.objects.get().due_at) == "2026-03-06 00:00"
    assert ("extended", "03-04 16:00") in story(clock)
    entry = HistoryEntry.objects.filter(kind="customers.customer", verb="延期").get()
    assert entry.changes == {"到期时间": ["2026-03-04 24:00", "2026-03-05 24:00"]}
    assert (entry.actor_id, entry.reason) == (house.boss.pk, "等客户年报")


@pytest.mark.parametrize(
    ("code", "moment", "more"),
    [
        ("reason", at(2026, 3, 4, 16), {"reason": " "}),
        ("too_late", at(2026, 3, 5, 0, 1), {}),
        ("too_long", at(2026, 3, 4, 16), {"length": 2 * DAY}),
        ("whole_days", at(2026, 3, 4, 16), {"length": timedelta(hours=5)}),
        ("too_long", at(2026, 3, 4, 16), {"length": timedelta()}),
    ],
)
def test_extensions_that_are_refused(case, house, code, moment, more):
    """D-20: before the original deadline, with a reason, one day at most."""
    clock = begun(case, "test.hq", at(2026, 3, 2, 10))
    with refused(code):
        actions.extend(clock, **({"by": house.boss, "reason": "等", "now": moment} | more))
    assert (Clock.objects.get().extensions, Clock.objects.get().due_at) == (0, clock.due_at)
    assert not ClockEvent.objects.filter(step="extended").exists()


def test_the_total_limit_caps_the_extension(case, house):
    """D-20: extended = min(original + 1 day, total limit)."""
    begun(case, "test.total", at(2026, 2, 26, 10))  # until Thursday 5 March 24:00
    clock = begun(case, "test.hq", at(2026, 3, 3, 10))  # until the same moment
    with refused("capped"):
        actions.extend(clock, by=house.boss, reason="等", now=at(2026, 3, 4, 10))
    assert Clock.objects.get(code="test.hq").extensions == 0
    Clock.objects.filter(code="test.total").update(due_at=at(2026, 3, 6, 9))
    clock = actions.extend(clock, by=house.boss, reason="等", now=at(2026, 3, 4, 10))
    assert local(clock.due_at) == "2026-03-06 09:00"


def test_only_kinds_with_an_extension_have_one(case, house):
    with refused("no_extension"):
        actions.extend(begun(case, "test.urgent", at(2026, 3, 2, 10)), by=house.boss, reason="等",
                       now=at(2026, 3, 2, 10, 5))  # fmt: skip


def test_a_pause_takes_nothing_and_gives_nothing(case, house):
    """F-4 (c): what was left is left."""
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))  # due 13:00
    clock = actions.pause(clock, by=house.chen, reason="away", now=at(2026, 3, 3, 12))
    assert (clock.state, clock.next_at) == (ClockState.PAUSED, None)
    assert run_until_quiet(at(2026, 3, 20, 9)) == 0  # warns of nothing, breaches nothing
    clock = actions.resume(clock, by=house.chen, now=at(2026, 3, 4, 9))
    assert local(clock.due_at) == "2026-03-04 10:00"
    assert clock.paused == timedelta(hours=6)
    told = HistoryEntry.objects.filter(verb__in=["暂停计时", "继续计时"]).order_by("id")
    assert [e.reason for e in told] == ["客户不在", ""]
    assert told[1].changes == {"到期时间": ["2026-03-03 13:00", "2026-03-04 10:00"]}


def test_pauses_need_one_of_the_known_reasons(case, house):
    """F-4 (c): never for lacking parts."""
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    with refused("pause_reason"):
        actions.pause(clock, by=house.chen, reason="parts", now=at(2026, 3, 3, 10))
    with refused("no_pause"):
        actions.pause(begun(case, "test.hq", at(2026, 3, 3, 9)), by=house.chen, reason="away",
                      now=at(2026, 3, 3, 10))  # fmt: skip
    actions.stop(clock, by=house.chen, now=at(2026, 3, 3, 10))
    for verb in (actions.pause, actions.extend):
        with refused("over"):
            verb(clock, by=house.chen, reason="away", now=at(2026, 3, 3, 10))
    with refused("over"):
        actions.resume(clock, by=house.chen)


def test_asking_twice_does_it_once(case, house):
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    for minutes in (0, 30):
        actions.pause(
            clock, by=house.chen, reason="away", now=at(2026, 3, 3, 10) + minutes * MINUTE
        )
    for minutes in (0, 30):
        actions.resume(clock, by=house.chen, now=at(2026, 3, 3, 11) + minutes * MINUTE)
    for minutes in (0, 30):
        actions.stop(clock, by=house.chen, now=at(2026, 3, 3, 11, 30) + minutes * MINUTE)
    assert story(clock) == [
        ("started", "03-03 09:00"), ("paused", "03-03 10:00"), ("resumed", "03-03 11:00"),
        ("met", "03-03 11:30"),
    ]  # fmt: skip
    assert actions.cancel(clock, by=house.chen, reason="误开").state == ClockState.MET


def test_a_second_start_gives_back_the_one_that_runs(case, house):
    """Issue 3: restart never happens silently."""
    first = begun(case, "test.restore", at(2026, 3, 3, 9))
    again = begun(case, "test.restore", at(2026, 3, 3, 11), period=Period(Counting.CLOCK_TIME, 999))
    assert (again.pk, again.due_at) == (first.pk, first.due_at)
    assert Clock.objects.count() == 1 and story(first) == [("started", "03-03 09:00")]
    with refused("open"):
        actions.restart(case, code="test.restore", by=house.chen, reason="返修")


def test_what_has_ended_begins_again_only_with_a_reason(case, house):
    with refused("none"):
        actions.restart(case, code="test.restore", by=house.chen, reason="返修")
    first = begun(case, "test.restore", at(2026, 3, 3, 9), period=Period(Counting.CLOCK_TIME, 30))
    actions.stop(first, by=house.chen, now=at(2026, 3, 3, 10))
    with refused("ended"):
        begun(case, "test.restore", at(2026, 3, 4, 9))
    with refused("reason"):
        actions.restart(case, code="test.restore", by=house.chen, reason="")
    second = actions.restart(
        case, code="test.restore", by=house.chen, reason="返修", at=at(2026, 3, 4, 9)
    )
    assert local(second.due_at) == "2026-03-04 09:30"
    assert second.events.get().reason == "返修"
    assert HistoryEntry.objects.filter(verb="开始计时", reason="返修").exists()
    first.refresh_from_db()
    assert (first.state, local(first.breached_at)) == (ClockState.LATE, "2026-03-03 09:30")


def test_being_late_is_stored_even_when_nobody_looked_in_time(case, house):
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    actions.stop(clock, by=house.chen, now=at(2026, 3, 3, 15))
    assert story(clock) == [
        ("started", "03-03 09:00"), ("warned50", "03-03 11:00"), ("warned80", "03-03 12:12"),
        ("breached", "03-03 13:00"), ("late", "03-03 15:00"),
    ]  # fmt: skip


def test_a_breach_is_never_taken_back(case, house):
    """0.6: neither pause nor cancelling removes it."""
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    run_until_quiet(at(2026, 3, 3, 14))
    actions.pause(clock, by=house.chen, reason="away", now=at(2026, 3, 3, 14))
    clock = actions.resume(clock, by=house.chen, now=at(2026, 3, 4, 14))
    assert (local(clock.due_at), clock.next_at) == ("2026-03-03 13:00", None)
    with refused("reason"):
        actions.cancel(clock, by=house.chen, reason="")
    clock = actions.cancel(clock, by=house.chen, reason="客户撤单", now=at(2026, 3, 4, 15))
    assert clock.state == ClockState.CANCELLED and clock.breached_at == clock.due_at
    assert HistoryEntry.objects.filter(kind="customers.customer", verb="超时").count() == 1
    with pytest.raises(Exception, match="PROTECT|protected|referenced"):
        Clock.objects.all().delete()


def test_work_done_in_a_pause_counts_as_in_time(case, house):
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    actions.pause(clock, by=house.chen, reason="away", now=at(2026, 3, 3, 12, 30))
    assert actions.stop(clock, by=house.chen, now=at(2026, 3, 5, 9)).state == ClockState.MET


def test_kinds_nobody_declares_are_a_fault_of_the_program(case):
    with pytest.raises(LookupError):
        begun(case, "test.unknown", at(2026, 3, 3, 9))


def test_a_system_clock_set_back_lengthens_nothing(case, house):
    """I13: a pause whose end lies before its beginning lasted no time."""
    clock = begun(case, "test.restore", at(2026, 3, 3, 9))
    actions.pause(clock, by=house.chen, reason="away", now=at(2026, 3, 3, 12))
    clock = actions.resume(clock, by=house.chen, now=at(2025, 3, 3, 12))
    assert local(clock.due_at) == "2026-03-03 13:00"
    clock = actions.stop(clock, by=house.chen, now=at(2025, 3, 3, 12))
    assert (clock.state, clock.ended_at) == (ClockState.MET, clock.started_at)
