"""Opening hours: read, stored, chosen by unit; open clocks follow a change (0.4)."""

from datetime import date, time

import pytest

from maizi.clocks import access, actions, queries
from maizi.clocks.models import Clock, ServiceCalendar
from maizi.clocks.rules import WHOLE_WEEK, read_spans, week_kept, week_restored, written
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused

from .conftest import at, begun, local, run_until_quiet, story

WEEK = week_kept((((time(9), time(18)),),) * 6 + ((),))


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("08:30–12:00，13:30–17:30", "08:30–12:00，13:30–17:30"),
        ("8:30-12:00, 13:30 ~ 17:30", "08:30–12:00，13:30–17:30"),
        ("８：３０至１７：３０", "08:30–17:30"),
        ("18:00-24:00", "18:00–24:00"), ("全天", "00:00–24:00"), ("", ""),
    ],
)  # fmt: skip
def test_hours_may_be_written_in_several_ways(text, kept):
    assert written(read_spans(text)) == kept


@pytest.mark.once
@pytest.mark.parametrize(
    "text",
    ["早九晚五", "9-17", "25:00-26:00", "12:00-09:00", "09:00-09:00", "09:00-12:00,11:00-13:00",
     "13:00-17:00,09:00-12:00", "18:00-24:00,08:00-09:00", "，".join(["09:00-09:30"] * 7)],
)  # fmt: skip
def test_hours_that_cannot_be_read_are_refused(text):
    with pytest.raises(Refused):
        read_spans(text)


@pytest.mark.once
def test_a_week_survives_being_stored():
    assert week_restored(week_kept(WHOLE_WEEK)) == WHOLE_WEEK


def hours(name: str, unit=None, **more) -> ServiceCalendar:
    row = ServiceCalendar(code=f"c{name.encode().hex()[:20]}", name=name, unit=unit,
                          **({"week": WEEK} | more))  # fmt: skip
    actions.save_calendar(row, by=None)
    return row


@pytest.mark.django_db
def test_the_nearest_unit_above_wins(house):
    east, company = hours("华东", house.east), hours("集团", house.hq)
    assert queries.calendar_for(house.nanjing) == east
    assert queries.calendar_for(house.zhengzhou) == company
    assert queries.calendar_for(None).code == queries.STANDARD
    actions.close_calendar(east, by=None)
    assert queries.calendar_for(house.nanjing) == company
    actions.open_calendar(east, by=None)
    assert queries.calendar_for(house.east) == east


@pytest.mark.django_db
def test_a_company_without_any_works_in_office_hours(house):
    ServiceCalendar.objects.all().delete()
    assert queries.calendar_for(house.nanjing) is None
    assert queries.week_of(None)[0] == ((time(8, 30), time(17, 30)),)


@pytest.mark.django_db
def test_what_is_refused(house):
    east = hours("华东", house.east)
    twin = ServiceCalendar(code="other", name="另一个", unit=house.east, week=WEEK)
    with pytest.raises(Refused, match="已经有服务时间“华东”"):
        actions.save_calendar(twin, by=None)
    for same in ({"name": "华东"}, {"code": east.code}, {"week": [[]] * 7}):
        values = {"code": "x", "name": "x", "week": WEEK} | same
        with pytest.raises(Refused):
            actions.save_calendar(ServiceCalendar(**values), by=None)
    with pytest.raises(Refused, match="标准服务时间"):
        actions.close_calendar(queries.calendar_for(None), by=None)


@pytest.mark.django_db
def test_clocks_run_by_the_hours_of_their_unit(case, house):
    hours("江苏", house.nanjing)
    assert local(begun(case, "test.restore", at(2026, 3, 6, 16)).due_at) == "2026-03-07 11:00"
    other = house.customer("郑州客户", house.meng)
    assert local(begun(other, "test.restore", at(2026, 3, 6, 16)).due_at) == "2026-03-09 11:00"


@pytest.mark.django_db
def test_changed_hours_move_the_open_clocks(case, house):
    east = hours("华东", house.east)
    clock = begun(case, "test.restore", at(2026, 3, 6, 16))
    east.week = week_kept((((time(9), time(18)),),) * 5 + ((), ()))
    assert actions.save_calendar(east, by=house.admin, now=at(2026, 3, 6, 16, 30)) == 1
    clock.refresh_from_db()
    assert local(clock.due_at) == "2026-03-09 11:00"
    assert ("moved", "03-06 16:30") in story(clock)
    entry = HistoryEntry.objects.get(kind="customers.customer", verb="按新日历重算")
    assert entry.changes == {"到期时间": ["2026-03-07 11:00", "2026-03-09 11:00"]}
    assert actions.save_calendar(east, by=house.admin) == 0


@pytest.mark.django_db
def test_a_new_year_of_holidays_moves_the_open_clocks(case, house):
    """Issue 3: statutory holidays become known after the clock began."""
    clock = begun(case, "test.hq", at(2026, 12, 31, 10))  # until Monday 4 January 24:00
    assert local(clock.due_at) == "2027-01-05 00:00"
    paused = begun(case, "test.restore", at(2026, 12, 31, 16))
    actions.pause(paused, by=None, reason="away", now=at(2026, 12, 31, 16, 30))
    rows = [{"date": "2027-01-01", "kind": "holiday", "name": "元旦"},
            {"date": "2027-01-02", "kind": "makeup", "name": "元旦"}]  # fmt: skip
    now = at(2026, 12, 31, 17)
    actions.import_calendar(rows, by=house.admin, source="公司通知", now=now)
    clock.refresh_from_db()
    assert local(clock.due_at) == "2027-01-05 00:00"  # Saturday the 2nd, Monday the 4th
    rows[1] = rows[1] | {"kind": "rest"}
    actions.import_calendar(rows, by=house.admin, source="公司通知", now=now)
    clock.refresh_from_db()
    assert local(clock.due_at) == "2027-01-06 00:00"
    assert clock.events.filter(step="moved").get().reason == "公司通知"
    paused.refresh_from_db()
    assert (local(paused.due_at), paused.next_at) == ("2027-01-04 11:00", None)


@pytest.mark.django_db
def test_a_new_calendar_tells_first_and_undoes_no_breach(case, house):
    clock = begun(case, "test.restore", at(2026, 12, 31, 16))  # until 1 January 11:00
    rows = [{"date": "2027-01-01", "kind": "holiday", "name": "元旦"}]
    actions.import_calendar(rows, by=None, now=at(2027, 1, 1, 12))
    clock.refresh_from_db()
    assert local(clock.breached_at) == local(clock.due_at) == "2027-01-01 11:00"
    assert [step for step, _ in story(clock)] == ["started", "warned50", "warned80", "breached"]


@pytest.mark.django_db
def test_a_warning_told_stays_told_when_the_calendar_moves(case, house):
    clock = begun(case, "test.hq", at(2026, 12, 31, 10))
    run_until_quiet(at(2027, 1, 1, 15))
    actions.import_calendar(
        [{"date": "2027-01-01", "kind": "holiday", "name": ""}], by=None, now=at(2027, 1, 1, 16)
    )
    run_until_quiet(at(2027, 1, 10, 9))
    steps = [step for step, _ in story(clock)]
    assert steps.count("warned50") == steps.count("breached") == 1
    assert date(2027, 1, 6) >= Clock.objects.get().breached_at.date()


@pytest.mark.django_db
def test_who_sees_and_who_changes(house):
    assert access.may(house.admin, "hours") and access.may_see_clocks(house.admin)
    assert not access.may(house.chen, "hours") and not access.may_see_clocks(house.chen)
    assert access.visible_calendars(house.chen).exists()
    assert not access.visible_clocks(house.boss).exists()
