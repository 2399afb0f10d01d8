"""To-dos: written by hand, asked for by rules, done once, snoozed, handed over (0.6)."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from maizi.history.models import HistoryEntry
from maizi.inbox import access, queries
from maizi.inbox.actions import (
    ask,
    cancel,
    finish,
    hand_over,
    reopen,
    save_todo,
    settle,
    snooze,
    wake,
)
from maizi.inbox.actions.reminding import remind_due
from maizi.inbox.events import TodoDone
from maizi.inbox.models import Notice, Todo
from maizi.inbox.terms import Snooze, TodoGroup, TodoState
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.kernel.texts import N_, say
from tests.house import fresh

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-20T12:00:00+08:00")


def own(house, title="回电话", **values) -> Todo:
    return save_todo(Todo(title=title, **values), by=house.chen, now=NOW)


def test_by_hand_with_a_day_a_moment_or_neither(house):
    day = own(house, due_on=date(2026, 11, 21))
    moment = own(house, due_at=NOW + timedelta(hours=2))
    blank = own(house, "  买  茶叶 ")
    assert day.due_at.isoformat() == "2026-11-21T16:00:00+00:00"
    assert (blank.title, blank.due_at, blank.remind_at) == ("买 茶叶", None, None)
    found = queries.page_of(house.chen, group=TodoGroup.ALL, now=NOW).rows
    assert [row.pk for row in found] == [moment.pk, day.pk, blank.pk]
    assert HistoryEntry.objects.filter(kind="inbox.todo", actor_id=house.chen.pk).count() == 3


@pytest.mark.parametrize(
    "values",
    [
        {"title": "  "},
        {"due_at": NOW + timedelta(days=9_000)},
        {"recurrence": "FREQ=DAILY"},
        {"recurrence": "FREQ=NEVER", "due_on": date(2026, 11, 21)},
    ],
)
def test_refusals(house, values):
    with pytest.raises(Refused):
        save_todo(Todo(**{"title": "x", **values}), by=house.chen, now=NOW)
    assert not Todo.objects.exists()


def test_done_twice_is_done_once_and_is_announced_once(house):
    row = own(house, due_on=date(2026, 11, 20), recurrence="FREQ=DAILY")
    with recording() as heard:
        assert finish(row, by=house.chen, now=NOW).state == TodoState.DONE
        finish(row, by=house.chen, now=NOW)
    assert [type(event) for event in heard] == [TodoDone]
    following = Todo.objects.get(state=TodoState.OPEN)
    assert (following.previous_id, following.due_on, following.made) == (
        row.pk, date(2026, 11, 21), 2
    )  # fmt: skip


def test_a_series_keeps_its_day_and_leaves_out_what_was_missed(house):
    """Due on 31 January, done late in April: next is the last of April, not of February."""
    late = datetime.fromisoformat("2027-04-20T10:00:00+08:00")
    rule = "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
    row = own(house, due_on=date(2027, 1, 31), recurrence=rule)
    finish(row, by=house.chen, now=late)
    following = Todo.objects.get(state=TodoState.OPEN)
    assert following.due_on == date(2027, 4, 30)
    finish(following, by=house.chen, now=late)
    assert Todo.objects.get(state=TodoState.OPEN).due_on == date(2027, 5, 31)


def test_a_series_of_two_ends_after_two(house):
    row = own(house, due_on=date(2026, 11, 20), recurrence="RRULE:FREQ=DAILY;COUNT=2")
    assert row.recurrence == "FREQ=DAILY;COUNT=2"
    finish(row, by=house.chen, now=NOW)
    finish(Todo.objects.get(state=TodoState.OPEN), by=house.chen, now=NOW)
    assert not Todo.objects.filter(state=TodoState.OPEN).exists()


def test_taking_back_takes_the_next_away_and_not_when_that_is_done(house):
    row = own(house, due_on=date(2026, 11, 20), recurrence="FREQ=DAILY")
    finish(row, by=house.chen, now=NOW)
    reopen(row, by=house.chen, now=NOW)
    assert list(Todo.objects.values_list("pk", flat=True)) == [row.pk]
    finish(row, by=house.chen, now=NOW)
    finish(Todo.objects.get(state=TodoState.OPEN), by=house.chen, now=NOW)
    with pytest.raises(Refused):
        reopen(row, by=house.chen, now=NOW)


def test_snoozing_hides_until_then_and_keeps_the_promise(house):
    row = own(house, due_at=NOW + timedelta(hours=2))
    snooze(row, choice=Snooze.HOUR, by=house.chen, now=NOW)
    assert queries.counts_of(house.chen, now=NOW)[TodoGroup.SNOOZED] == 1
    assert queries.counts_of(house.chen, now=NOW)[TodoGroup.ALL] == 0
    later = queries.counts_of(house.chen, now=NOW + timedelta(hours=3))
    assert later[TodoGroup.OVERDUE] == later[TodoGroup.ALL] == 1
    stored = wake(row, by=house.chen, now=NOW)
    assert stored.snoozed_until is None and stored.due_at == NOW + timedelta(hours=2)
    cancel(row, by=house.chen, now=NOW)
    with pytest.raises(Refused):
        snooze(row, choice=Snooze.HOUR, by=house.chen, now=NOW)


def test_asked_twice_it_is_one_and_follows_the_new_words(house):
    about = house.customer("南京同创电子有限公司")
    first = ask(owner=house.chen, source="credit.review", title="复核额度", about=about)
    again = ask(
        owner=house.chen, source="credit.review", title="复核额度（急）", about=about,
        due_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    assert again.pk == first.pk and Todo.objects.get().title == "复核额度（急）"
    assert Todo.objects.get().url == about.get_absolute_url()
    ask(owner=house.xu, source="credit.review", title="复核额度", about=about)
    ask(owner=house.chen, source="credit.other", title="其他", about=about)
    assert Todo.objects.count() == 3
    assert settle(source="credit.review", about=about) == 2
    assert settle(source="credit.review", about=about) == 0
    ask(owner=house.chen, source="credit.review", title="再次复核", about=about)
    assert Todo.objects.filter(state=TodoState.OPEN).count() == 2


def test_asked_without_a_record_and_in_the_owners_language(house):
    house.chen.language = "en"
    house.chen.save()
    said = say(N_("逾期 {n} 天"), n=3)
    rows = [ask(owner=house.chen, source="plan.month", title=said) for _ in range(2)]
    assert rows[0].pk == rows[1].pk and rows[0].kind == ""
    with pytest.raises(ValueError, match="own"):
        ask(owner=house.chen, source="own", title="x")
    with pytest.raises(TypeError):
        ask(owner=house.chen, source="plan.month", title="x", abuot=None)


def test_what_a_rule_asked_for_is_not_given_up(house):
    row = ask(owner=house.chen, source="credit.review", title="复核", about=house.customer("甲"))
    with pytest.raises(Refused):
        cancel(row, by=house.chen)


def test_handed_over_to_who_may_see_it_and_hears_of_it(house):
    about = house.customer("南京同创电子有限公司", house.chen)
    row = ask(owner=house.chen, source="credit.review", title="复核", about=about)
    with pytest.raises(Refused, match="看不到"):
        hand_over(row, to=fresh(house.meng), by=house.chen)
    hand_over(row, to=fresh(house.lin), by=house.chen)
    assert Todo.objects.get().owner == house.lin
    notice = Notice.objects.get()
    assert notice.user == house.lin and "陈默" in notice.title
    house.xu.is_active = False
    with pytest.raises(Refused, match="离职"):
        hand_over(row, to=house.xu, by=house.lin)


def test_nobody_sees_the_inbox_of_another(house):
    row = own(house)
    assert not access.visible_todos(house.lin).filter(pk=row.pk).exists()
    assert not access.visible_todos(house.admin).exists()
    assert not access.may(house.lin, "done", row)


def test_words_about_a_record_out_of_sight_are_hidden(house):
    about = house.customer("南京机密单位", house.chen)
    row = ask(owner=house.chen, source="credit.review", title="复核南京机密单位", about=about)
    (seen,) = queries.shown_rows(fresh(house.chen), [row])
    assert seen.title == row.title and seen.url
    about.owner, about.org_unit = house.meng, house.zhengzhou
    about.save()
    (hidden,) = queries.shown_rows(fresh(house.chen), [row])
    assert hidden.is_hidden and "机密" not in hidden.title and hidden.url == ""


def test_reminded_once_and_again_after_snoozing(house):
    row = own(house, due_at=NOW + timedelta(minutes=30))
    assert remind_due(now=NOW) == 0
    assert remind_due(now=NOW + timedelta(minutes=15)) == 1
    assert remind_due(now=NOW + timedelta(minutes=16)) == 0
    assert Notice.objects.get().title == "回电话"
    snooze(row, choice=Snooze.HOUR, by=house.chen, now=NOW + timedelta(minutes=16))
    assert remind_due(now=NOW + timedelta(minutes=75)) == 0
    assert remind_due(now=NOW + timedelta(minutes=76)) == 1
    finish(row, by=house.chen)
    assert remind_due(now=NOW + timedelta(days=2)) == 0


def test_a_reminder_does_not_tell_what_its_reader_may_not_know(house):
    about = house.customer("南京机密单位", house.meng)
    ask(owner=house.chen, source="credit.review", title="复核南京机密单位", about=about,
        due_at=timezone.now() - timedelta(hours=1))  # fmt: skip
    remind_due()
    assert "机密" not in Notice.objects.get().title


def together(count: int, work) -> list:
    """`work(n)` in so many threads at the same moment; what each gave."""
    gate, found = threading.Barrier(count), [None] * count

    def one(number):
        try:
            gate.wait()
            found[number] = work(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_ask_for_one_and_end_it_once(open_house):
    about = open_house.customer("南京同创电子有限公司")
    rows = together(
        10, lambda n: ask(owner=open_house.chen, source="a.b", title="复核", about=about).pk
    )
    assert len(set(rows)) == 1 and Todo.objects.count() == 1
    row = save_todo(
        Todo(title="周会", due_on=timezone.localdate(), recurrence="FREQ=WEEKLY"),
        by=open_house.chen,
    )
    together(10, lambda n: finish(row, by=open_house.chen).pk)
    assert Todo.objects.filter(source="own").count() == 2
    assert HistoryEntry.objects.filter(verb="完成").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_reminders_at_once_remind_once(open_house):
    for number in range(20):
        save_todo(Todo(title=f"事{number}", due_on=timezone.localdate()), by=open_house.chen)
    moment = timezone.now() + timedelta(days=1)
    together(4, lambda n: remind_due(now=moment))
    assert Notice.objects.count() == 20
