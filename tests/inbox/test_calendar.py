"""The calendar address: read by another library, secret, renewed, revoked, and true to rights."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from maizi.inbox.actions import ask, renew_feed, revoke_feed, save_todo
from maizi.inbox.actions.feeds import feed_for
from maizi.inbox.models import CalendarFeed, Todo
from maizi.inbox.rules.calendar import Entry, calendar_text
from maizi.kernel.ical import LINE_BYTES, folded

NOW = datetime(2026, 11, 20, 4, tzinfo=UTC)
# What XML-free text may hold; other controls are left out on purpose.
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=200)


def text_of(*entries: Entry) -> str:
    return calendar_text(entries, name="麦子待办", host="crm.example.cn", now=NOW)


def only(text: str):
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


@pytest.mark.once
@given(TEXT)
def test_every_title_comes_out_as_it_went_in(title):
    text = text_of(Entry(id=1, title=title, changed_at=NOW, due_at=NOW))
    assert str(only(text)["SUMMARY"]) == title
    assert all(len(line.encode()) <= LINE_BYTES for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.once
def test_signs_that_mean_something_are_escaped():
    title = "甲，乙;丙,\\丁\nBEGIN:VEVENT\r\nUID:x\x00\x07"
    text = text_of(Entry(id=1, title=title, changed_at=NOW, due_at=NOW))
    assert str(only(text)["SUMMARY"]) == "甲，乙;丙,\\丁\nBEGIN:VEVENT\nUID:x"
    assert text.count("\r\nBEGIN:VEVENT\r\n") == 1


@pytest.mark.once
def test_a_fold_never_cuts_a_character():
    line = "SUMMARY:" + "汉" * 100 + "😀" * 30
    pieces = folded(line).split("\r\n ")
    assert "".join(pieces) == line
    assert all(len(piece.encode()) <= LINE_BYTES for piece in pieces)


@pytest.mark.once
def test_a_day_is_a_day_and_a_moment_a_moment_each_with_its_alarm():
    day = only(text_of(Entry(id=1, title="月报", changed_at=NOW, due_on=date(2026, 11, 30))))
    assert day["DTSTART"].dt == date(2026, 11, 30) and day["DTEND"].dt == date(2026, 12, 1)
    (alarm,) = day.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=9)
    moment = only(text_of(Entry(id=2, title="会", changed_at=NOW, due_at=NOW)))
    assert moment["DTSTART"].dt == NOW and moment["DURATION"].dt == timedelta(minutes=30)
    assert moment.walk("VALARM")[0]["TRIGGER"].dt == -timedelta(minutes=15)
    assert moment["UID"] == "todo-2@crm.example.cn"


@pytest.mark.once
def test_a_whole_calendar_says_what_it_is():
    calendar = Calendar.from_ical(text_of())
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    assert str(calendar["X-WR-CALNAME"]) == "麦子待办"


@pytest.mark.django_db
def test_the_address_holds_the_open_to_dos_of_its_person_alone(house, settings):
    settings.SITE_ADDRESS = "https://crm.example.cn"
    save_todo(Todo(title="陈默的事", due_on=timezone.localdate()), by=house.chen)
    save_todo(Todo(title="没有日期"), by=house.chen)
    save_todo(Todo(title="许晴的事", due_on=timezone.localdate()), by=house.xu)
    address = reverse("inbox:calendar", args=[renew_feed(house.chen, by=house.chen)])
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert str(only(answer.content.decode())["SUMMARY"]) == "陈默的事"


@pytest.mark.django_db
def test_renewed_the_old_one_is_gone_revoked_all_are_and_only_a_hash_is_kept(house):
    first = renew_feed(house.chen, by=house.chen)
    second = renew_feed(house.chen, by=house.chen)
    assert feed_for(first) is None and feed_for(second)
    assert second not in str(CalendarFeed.objects.values())
    revoke_feed(house.chen, by=house.chen)
    assert feed_for(second) is None
    assert Client().get(reverse("inbox:calendar", args=[second])).status_code == 404


@pytest.mark.django_db
def test_who_left_has_no_calendar(house):
    token = renew_feed(house.chen, by=house.chen)
    house.chen.is_active = False
    house.chen.save()
    assert feed_for(token) is None


@pytest.mark.django_db
def test_a_record_out_of_sight_is_not_named(house):
    about = house.customer("南京机密单位", house.chen)
    ask(owner=house.chen, source="credit.review", title="复核南京机密单位", about=about,
        due_at=timezone.now() + timedelta(days=1))  # fmt: skip
    token = renew_feed(house.chen, by=house.chen)
    assert "机密" in str(only(feed_for(token))["SUMMARY"])
    about.owner, about.org_unit = house.meng, house.zhengzhou
    about.save()
    assert "机密" not in feed_for(token)
