"""The screens of the inbox: what they show, what a tap does, how much they ask."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from maizi.history.actions import insert_rows
from maizi.inbox import queries
from maizi.inbox.actions import notify, renew_feed, save_todo
from maizi.inbox.models import Channel, Delivery, MailSettings, Notice, Todo
from maizi.inbox.terms import TodoGroup, TodoState
from maizi.kernel.ids import new_ids

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(house) -> Client:
    made = Client()
    made.force_login(house.chen)
    return made


def filled(owner, count: int) -> None:
    """So many to-dos, a minute apart, half of them overdue."""
    now = timezone.now()
    names = [f.name for f in Todo._meta.concrete_fields]
    blank = Todo(created_at=now, changed_at=now, owner=owner)
    values = {n: getattr(blank, Todo._meta.get_field(n).attname) for n in names}
    rows = []
    for number, id_ in enumerate(new_ids(count)):
        due = now + timedelta(minutes=number - count // 2)
        given = {"id": id_, "title": f"事 {number}", "due_at": due, "position_at": due}
        rows.append([{**values, **given}[n] for n in names])
    insert_rows(Todo, names, rows)


def test_written_ticked_off_and_taken_back(browser, house):
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = browser.post(
        reverse("inbox:add"),
        {"title": "给王经理回电话", "due_on": tomorrow.isoformat(), "due_time": "14:30",
         "again": "weekly"},
    )  # fmt: skip
    assert answer.status_code == 302
    row = Todo.objects.get()
    assert row.recurrence == "FREQ=WEEKLY" and timezone.localtime(row.due_at).hour == 14
    assert "给王经理回电话" in browser.get(reverse("inbox:todos")).content.decode()
    answer = browser.post(reverse("inbox:todo_done", args=[row.pk]), {"back": "/"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/"
    assert reverse("inbox:todo_reopen", args=[row.pk]) in answer.content.decode()
    assert Todo.objects.filter(state=TodoState.OPEN).count() == 1
    browser.post(reverse("inbox:todo_reopen", args=[row.pk]))
    assert Todo.objects.get().state == TodoState.OPEN


@pytest.mark.parametrize(
    "given, place",
    [
        ({"title": ""}, "title"),
        ({"title": "x", "due_time": "14:30"}, "due_on"),
        ({"title": "x", "again": "weekly"}, "due_on"),
        ({"title": "x", "due_on": "2026-11-30", "again": "custom"}, "recurrence"),
        ({"title": "x", "due_on": "2026-11-30", "again": "custom", "recurrence": "每天"},
         "recurrence"),
        ({"title": "x", "due_on": "1900-01-01"}, "__all__"),
        ({"title": "x", "due_on": "2026-02-30"}, "due_on"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_place(browser, given, place):
    from maizi.inbox.forms import TodoForm

    answer = browser.post(reverse("inbox:add"), given)
    assert answer.status_code == 422 and not Todo.objects.exists()
    form = TodoForm(given)
    assert place in ("__all__", "recurrence") or place in form.errors


def test_the_form_shows_what_is_stored(browser, house):
    from maizi.inbox.forms import TodoForm

    day = timezone.localdate().replace(day=28)
    row = save_todo(Todo(title="月报", due_on=day, recurrence="FREQ=MONTHLY;BYDAY=-1FR"),
                    by=house.chen)  # fmt: skip
    values = TodoForm.values_of(row)
    assert (values["again"], values["due_on"]) == ("custom", day)
    page = browser.get(reverse("inbox:todo_edit", args=[row.pk])).content.decode()
    assert "FREQ=MONTHLY;BYDAY=-1FR" in page


def test_put_aside_by_one_tap_or_to_a_chosen_time(browser, house):
    row = save_todo(Todo(title="回电话"), by=house.chen)
    address = reverse("inbox:todo_snooze", args=[row.pk])
    browser.post(address, {"choice": "hour"})
    row.refresh_from_db()
    assert row.snoozed_until > timezone.now() + timedelta(minutes=59)
    at = timezone.localtime() + timedelta(days=3)
    browser.post(address, {"choice": "chosen", "at": at.strftime("%Y-%m-%dT%H:%M")})
    row.refresh_from_db()
    assert timezone.localtime(row.snoozed_until).date() == at.date()
    for wrong in ({}, {"choice": "never"}, {"choice": "chosen", "at": "gestern"},
                  {"choice": "chosen", "at": "2020-01-01T00:00"}):  # fmt: skip
        assert browser.post(address, wrong, headers={"Referer": ""}).status_code == 422
    browser.post(reverse("inbox:todo_wake", args=[row.pk]))
    row.refresh_from_db()
    assert row.snoozed_until is None


def test_pages_by_key_show_each_once_forwards_and_back(house):
    filled(house.chen, 130)
    now, seen, after = timezone.now(), [], ""
    while True:
        found = queries.page_of(house.chen, group=TodoGroup.ALL, after=after, now=now)
        seen.append([row.pk for row in found.rows])
        if not found.after:
            break
        after = found.after
    assert [len(rows) for rows in seen] == [50, 50, 30]
    assert len({pk for rows in seen for pk in rows}) == 130
    back = queries.page_of(house.chen, group=TodoGroup.ALL, before=found.before, now=now)
    assert [row.pk for row in back.rows] == seen[1]
    first = queries.page_of(house.chen, group=TodoGroup.ALL, before=back.before, now=now)
    assert [row.pk for row in first.rows] == seen[0] and first.before == ""


@pytest.mark.parametrize("place", ["x", "W10", "9" * 50, "eyJ0IjoxfQ", "WzEsIjEiXQ"])
def test_a_place_nobody_gave_out_is_the_beginning(browser, place):
    for name in ("after", "before"):
        for page in ("todos", "notices", "deliveries"):
            assert browser.get(reverse(f"inbox:{page}"), {name: place}).status_code == 200


@pytest.mark.parametrize("group", ["all", "overdue", "today", "later", "snoozed", "closed"])
def test_the_page_asks_as_much_for_three_as_for_three_hundred(
    browser, house, group, django_assert_max_num_queries
):
    address = reverse("inbox:todos")
    filled(house.chen, 3)
    browser.get(address, {"group": group})
    with django_assert_max_num_queries(10) as few:
        browser.get(address, {"group": group})
    filled(house.chen, 300)
    with django_assert_max_num_queries(len(few)):
        browser.get(address, {"group": group})


def test_the_bell_counts_asks_once_and_keeps_no_session_alive(
    browser, house, django_assert_num_queries
):
    notify(to=[house.chen], event="inbox.todo_due", title="到期了", url="/inbox/")
    session = house.chen.sessions.get()
    early = timezone.now() - timedelta(minutes=30)
    type(session).objects.filter(pk=session.pk).update(seen_at=early)
    answer = browser.get(reverse("inbox:bell"), headers={"HX-Request": "true"})
    assert ">1<" in answer.content.decode()
    assert house.chen.sessions.get().seen_at == early
    browser.get(reverse("inbox:todos"))
    assert house.chen.sessions.get().seen_at > early
    with django_assert_num_queries(1):
        queries.unread_count(house.chen)


def test_a_bell_without_a_session_leaves_the_page_alone(db):
    answer = Client().get(reverse("inbox:bell"), headers={"HX-Request": "true"})
    assert answer.status_code == 204 and "HX-Redirect" not in answer.headers


def test_opening_a_message_reads_it_and_leads_where_it_says(browser, house):
    (row,) = notify(to=[house.chen], event="inbox.todo_due", title="到期了", url="/inbox/")
    answer = browser.post(reverse("inbox:notice_open", args=[row.pk]))
    assert answer.headers["Location"] == "/inbox/"
    assert Notice.objects.get().read_at
    notify(to=[house.chen], event="inbox.todo_due", title="外面", url="https://evil.example/")
    answer = browser.post(
        reverse("inbox:notice_open", args=[Notice.objects.order_by("-id").first().pk])
    )
    assert answer.headers["Location"] == "/"
    notify(to=[house.chen], event="inbox.todo_due", title="又一条")
    browser.post(reverse("inbox:notices_read"))
    assert queries.unread_count(house.chen) == 0


def test_preferences_are_kept(browser, house):
    answer = browser.post(
        reverse("inbox:preferences"),
        {"on": ["inbox.todo_due mail", "nonsense", "no.such mail"], "quiet_from": "22:00",
         "quiet_until": "08:00", "digest_at": "08:30"},
    )  # fmt: skip
    assert answer.status_code == 302
    taste = queries.taste_of(house.chen)
    assert (taste.quiet_from.hour, taste.digest_at.minute) == (22, 30)
    for wrong in ({"quiet_from": "22:00"}, {"quiet_from": "22:00", "quiet_until": "22:00"},
                  {"digest_at": "25:00"}):  # fmt: skip
        assert browser.post(reverse("inbox:preferences"), wrong).status_code == 422


def test_the_administrator_sees_fates_not_words(house):
    Delivery.objects.create(
        way="mail", user=house.chen, event="inbox.todo_due", title="机密客户来电", state="failed",
        due_at=timezone.now(), created_at=timezone.now(), error="550",
    )  # fmt: skip
    for person, sees in ((house.admin, False), (house.chen, True)):
        browser = Client()
        browser.force_login(person)
        page = browser.get(reverse("inbox:deliveries")).content.decode()
        assert ("机密客户" in page) == sees and "550" in page
    browser.force_login(house.xu)
    page = browser.get(reverse("inbox:deliveries")).content.decode()
    assert "550" not in strip_tags(page)


def test_a_robot_inside_the_network_is_refused_on_the_screen_unless_allowed(house):
    browser = Client()
    browser.force_login(house.admin)
    given = {"name": "内部", "way": "webhook", "address": "https://10.0.0.8/hook",
             "is_active": "on"}  # fmt: skip
    answer = browser.post(reverse("setup:channel_new"), given)
    assert answer.status_code == 422 and "内部网络" in answer.content.decode()
    browser.post(reverse("setup:host_new"), {"name": "10.0.0.8", "reason": "自建网关"})
    assert browser.post(reverse("setup:channel_new"), given).status_code == 302
    row = Channel.objects.get()
    page = browser.get(reverse("setup:channel", args=[row.pk])).content.decode()
    assert "10.0.0.8/hook" not in page and row.sealed_address not in page


def test_the_mail_password_is_never_shown_again(house):
    browser = Client()
    browser.force_login(house.admin)
    given = {"host": "1.1.1.1", "port": 465, "security": "ssl", "username": "crm",
             "password": "sehr-geheim", "sender": "crm@example.cn", "is_active": "on"}  # fmt: skip
    assert browser.post(reverse("setup:mail"), given).status_code == 302
    page = browser.get(reverse("setup:mail")).content.decode()
    row = MailSettings.objects.get()
    assert "sehr-geheim" not in page and row.sealed_password not in page
    assert queries.mail_server().password == "sehr-geheim"
    browser.post(reverse("setup:mail"), given | {"password": "", "port": 994})
    assert queries.mail_server().password == "sehr-geheim" and queries.mail_server().port == 994
    bad = given | {"host": "169.254.169.254"}
    assert browser.post(reverse("setup:mail"), bad).status_code == 422


def test_the_calendar_is_rate_limited_and_guessing_too(house):
    cache.clear()
    address = reverse("inbox:calendar", args=[renew_feed(house.chen, by=house.chen)])
    answers = [Client().get(address).status_code for _ in range(62)]
    assert answers[:60] == [200] * 60 and answers[-1] == 429
    guesses = [
        Client().get(reverse("inbox:calendar", args=[f"x{n}"])).status_code for n in range(63)
    ]
    assert guesses[0] == 404 and guesses[-1] == 429
    cache.clear()


def test_what_is_due_stands_on_the_first_page(browser, house):
    save_todo(Todo(title="今天要办的事", due_on=timezone.localdate()), by=house.chen)
    save_todo(Todo(title="下个月的事", due_on=timezone.localdate() + timedelta(40)), by=house.chen)
    page = browser.get("/").content.decode()
    assert "今天要办的事" in page and "下个月的事" not in page


def test_a_request_to_see_a_customer_is_told_to_its_owner_and_the_answer_to_the_asker(house):
    from maizi.customers.actions import ask_for_access, decide_request

    row = house.customer("南京同创电子有限公司", house.chen)
    asked = ask_for_access(row, "同一集团", by=house.meng)
    assert "孟飞" in Notice.objects.get(user=house.chen).title
    decide_request(asked, is_granted=False, by=house.chen, answer="我在跟")
    told = Notice.objects.get(user=house.meng)
    assert "同创" not in told.title and told.text == "我在跟"
    again = ask_for_access(row, "真的需要", by=house.meng)
    decide_request(again, is_granted=True, by=house.chen)
    assert "同创" in Notice.objects.filter(user=house.meng).order_by("-id").first().title
