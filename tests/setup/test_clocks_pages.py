"""The screens of opening hours and of running deadlines."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.clocks import access, actions, queries
from maizi.clocks.access import ClockKind, Period
from maizi.clocks.models import CalendarDay, Clock, ServiceCalendar
from maizi.clocks.terms import Counting
from maizi.history.models import HistoryEntry

LIST = reverse("setup:calendars")
WEEK = {f"day_{n}": "09:00–12:00，13:30–18:00" for n in range(5)}


@pytest.fixture
def desk(client, house):
    client.force_login(house.admin)
    return client


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    made = [
        ClockKind("test.reply", "答复", Period(Counting.CLOCK_TIME, minutes=60)),
        ClockKind("test.visit", "上门", Period(Counting.WORKING_TIME, minutes=60)),
    ]
    monkeypatch.setattr(access, "_kinds", {kind.code: kind for kind in made})


def text_of(answer) -> str:
    return answer.content.decode()


def test_the_list_begins_with_the_standard(desk):
    text = text_of(desk.get(LIST))
    assert "公司标准工作时间" in text and "08:30–17:30" in text and "休息" in text
    assert "2027" in text  # holidays that are not known yet


def test_hours_are_added_and_changed(desk, house):
    body = {"name": "华东服务", "code": "east", "unit": house.east.pk, **WEEK}
    assert desk.post(reverse("setup:calendar_new"), body).status_code == 302
    row = ServiceCalendar.objects.get(code="east")
    assert (row.unit, len(row.week), row.is_every_day) == (house.east, 7, False)
    page = reverse("setup:calendar", args=[row.pk])
    assert "09:00–12:00，13:30–18:00" in text_of(desk.get(page))
    body |= {"is_always": "on", "unit": ""}
    assert desk.post(page, body).status_code == 302
    row.refresh_from_db()
    assert row.is_every_day and row.unit is None and row.week[6] == [["00:00", "00:00"]]
    assert HistoryEntry.objects.filter(kind="clocks.servicecalendar").count() == 2
    assert "全天" in text_of(desk.get(LIST))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"day_2": "早九晚五"}, "看不懂“早九晚五”"),
        ({"day_2": "13:00-17:00,09:00-12:00"}, "重叠或先后颠倒"),
        ({f"day_{n}": "" for n in range(7)}, "至少要有一段"),
        ({"code": "standard"}, "已经有代码"),
        ({"name": "公司标准工作时间"}, "已经有名称"),
        ({"name": ""}, "必填"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(desk, wrong, told):
    body = {"name": "华东服务", "code": "east", **WEEK} | wrong
    answer = desk.post(reverse("setup:calendar_new"), body)
    assert answer.status_code == 422 and told in text_of(answer)
    assert ServiceCalendar.objects.count() == 1


def test_hours_are_tried_before_they_are_stored(desk):
    """T-F2 with four hours, by hours nobody has saved."""
    standard = ServiceCalendar.objects.get()
    page = reverse("setup:calendar", args=[standard.pk])
    assert "起 4 小时" in text_of(desk.get(page))
    body = {
        "name": standard.name, "try": "1", "starts_at": "2026-03-06T17:20", "hours": "4",
        **{f"day_{n}": "08:30–17:30" for n in range(5)},
    }  # fmt: skip
    text = text_of(desk.post(page, body, HTTP_HX_REQUEST="true"))
    assert "2026-03-09 12:20（周一）" in text and "<html" not in text
    text = text_of(desk.post(page, body | {"day_5": "09:00–12:00"}))
    assert "2026-03-09 09:20（周一）" in text and "<html" in text
    assert "算不出来" in text_of(desk.post(page, body | {"day_5": "??"}))
    assert "算不出来" in text_of(desk.post(page, body | {"starts_at": "yesterday"}))
    assert ServiceCalendar.objects.get().week == standard.week


def test_the_standard_cannot_be_closed_others_can(desk):
    standard = ServiceCalendar.objects.get()
    answer = desk.post(reverse("setup:calendar_close", args=[standard.pk]), follow=True)
    assert ServiceCalendar.objects.get().is_active and "不能停用" in text_of(answer)
    row = ServiceCalendar(code="shop", name="门店", week=standard.week)
    actions.save_calendar(row, by=None)
    desk.post(reverse("setup:calendar_close", args=[row.pk]))
    assert queries.calendar_named("shop") is None
    desk.post(reverse("setup:calendar_open", args=[row.pk]))
    assert queries.calendar_named("shop") == row


def test_saving_tells_how_many_deadlines_moved(desk, house):
    actions.start(house.customer("客户"), code="test.visit", by=None)
    standard = ServiceCalendar.objects.get()
    body = {"name": standard.name, "is_always": "on"}
    answer = desk.post(reverse("setup:calendar", args=[standard.pk]), body, follow=True)
    moved = Clock.objects.get().events.filter(step="moved").count()
    assert ("1 个在计时的时限已按新的时间重算" in text_of(answer)) == bool(moved)


def test_running_deadlines_by_state(desk, house):
    now = timezone.now()
    rows = [house.customer(f"客户{n}") for n in range(3)]
    late = actions.start(rows[0], code="test.reply", by=None, at=now - timedelta(hours=3))
    actions.start(rows[1], code="test.visit", by=None, at=now)
    actions.stop(actions.start(rows[2], code="test.reply", by=None), by=None)
    actions.advance(now=now)
    page = reverse("setup:clocks")
    text = text_of(desk.get(page))
    assert "答复" in text and "上门" in text and "已超时" in text
    assert "客户0" not in text  # an administrator has no business with customers' names
    overdue = text_of(desk.get(page, {"state": "overdue"}, HTTP_HX_REQUEST="true"))
    assert "答复" in overdue and "上门" not in overdue and "<html" not in overdue
    assert "按时完成" in text_of(desk.get(page, {"state": "ended"}))
    assert "没有这样的时限" in text_of(desk.get(page, {"state": "paused"}))
    assert "上门" not in text_of(desk.get(page, {"code": "test.reply"}, HTTP_HX_REQUEST="true"))
    assert desk.get(page, {"state": "?", "after": "rubbish"}).status_code == 200
    one = text_of(desk.get(reverse("setup:clock", args=[late.pk])))
    assert "预警 50%" in one and "超时" in one and "系统" in one


def test_pages_follow_each_other(desk, house, monkeypatch):
    from maizi.clocks.queries import clocks as reads

    monkeypatch.setattr(reads, "PAGE_SIZE", 2)
    for n in range(5):
        actions.start(house.customer(f"客户{n}"), code="test.reply", by=None)
    for state in ("", "ended"):
        seen, after = [], ""
        while True:
            found, after = queries.clock_page(house.admin, {"after": after, "state": state})
            seen += [clock.pk for clock in found]
            if not after:
                break
        assert len(seen) == len(set(seen)) == 5
        for clock in Clock.objects.all():
            actions.stop(clock, by=None)


def test_many_clocks_take_the_same_queries(desk, house, django_assert_max_num_queries):
    for n in range(12):
        actions.start(house.customer(f"客户{n}"), code="test.visit", by=None)
    desk.get(reverse("setup:clocks"))
    with django_assert_max_num_queries(14):
        desk.get(reverse("setup:clocks"))


def test_everybody_else_stays_outside(client, house):
    client.force_login(house.chen)
    for name in ("calendars", "calendar_new", "clocks"):
        assert client.get(reverse(f"setup:{name}")).status_code == 403
    home = client.get(reverse("setup:home")).content.decode()
    assert "服务时间" not in home


def test_a_year_of_holidays_is_entered_as_text(desk, house):
    page = reverse("setup:calendar_days")
    assert "2026-02-17 法定节假日 春节" in text_of(desk.get(page, {"year": 2026}))
    assert "未录入" in text_of(desk.get(page, {"year": 2027}))
    body = {"text": "2027-01-01 法定节假日 元旦\n2027/1/2\t调休上班", "source": "国务院办公厅"}
    text = text_of(desk.post(f"{page}?year=2027", body, follow=True))
    assert "已更新 2027 年：新增 2 天" in text and "2027-01-02 调休上班" in text
    assert queries.working_calendar().is_workday(date(2027, 1, 2))
    assert not queries.working_calendar().is_workday(date(2027, 1, 1))
    assert (
        HistoryEntry.objects.filter(kind="clocks.calendarday", actor_id=house.admin.pk).count() == 2
    )


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
def test_what_is_shown_can_be_stored_again_in_every_language(desk, house, language):
    desk.cookies["maizi-language"] = language
    page = reverse("setup:calendar_days")
    shown = desk.get(page, {"year": 2026}).content.decode()
    text = unescape(shown.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    assert ("Public holiday" in text) == (language == "en")
    before = CalendarDay.objects.filter(date__year=2026).count()
    desk.post(page, {"text": text, "source": "again"})
    assert CalendarDay.objects.filter(date__year=2026).count() == before > 30
    assert not HistoryEntry.objects.filter(kind="clocks.calendarday", reason="again").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2027-01-01 放假", "第 1 行：没有“放假”这种类型"),
        ("2027-01-01 休息日\n\n2027-01-02 休息日", "第 2 行：看不懂日期“”"),
        ("2027-01-01 休息日\n2027-01-01 休息日", "第 2 行与第 1 行是同一天"),
        ("", "必填"),
    ],
)
def test_a_wrong_line_is_named(desk, text, told):
    answer = desk.post(reverse("setup:calendar_days"), {"text": text, "source": "通知"})
    assert answer.status_code == 422 and told in text_of(answer)
