"""Important days: when they come, who is told, once, and who is left alone (C-10)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as some

from maizi.customers import access, actions, rules
from maizi.customers.actions.days import gather_derived, remember, turn_over
from maizi.customers.models import Contact, Customer, ImportantDay
from maizi.customers.queries import days_ahead, days_of
from maizi.customers.terms import DayKind, Festival
from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.kernel.partial_dates import PartialDate, read_date, stored_date
from tests.house import fresh

TODAY = date(2026, 11, 28)


@pytest.mark.once
@settings(deadline=None)
@given(some.dates(date(1950, 1, 1), date(2090, 1, 1)), some.dates(date(1950, 1, 1)))
def test_what_expires_comes_once(end, today):
    """C-10"""
    on = PartialDate(end.year, end.month, end.day)
    found = rules.comes_next(DayKind.CONTRACT_END, on, today)
    assert found == (end if end >= today else None)
    assert rules.is_fit(DayKind.CONTRACT_END, on)
    assert not rules.is_fit(DayKind.CONTRACT_END, PartialDate(end.year, end.month))


@pytest.mark.once
@settings(deadline=None)
@given(some.integers(0, 90), some.sets(some.integers(0, 90), max_size=5))
def test_a_lead_is_due_on_its_day_only(ahead, leads):
    """C-10"""
    due = rules.lead_due(TODAY + timedelta(days=ahead), TODAY, leads)
    assert due == (ahead if ahead in leads else None)


@pytest.mark.once
@pytest.mark.parametrize(("text", "leads"), [
    ("7,1,0", [7, 1, 0]), ("1 7", [7, 1]), ("30、7，7", [30, 7]), ("0", [0]), ("", None),
    ("91", None), ("-1", None), ("a", None), ("1,2,3,4,5,6", None),
])  # fmt: skip
def test_lead_days_as_people_write_them(text, leads):
    assert rules.leads_from(text) == leads


@pytest.mark.once
@pytest.mark.parametrize(("written", "today", "years"), [
    ("1985-12-01", TODAY, 41), ("12-01", TODAY, None), ("农历1979年腊月廿八", TODAY, 47),
    ("2026-12-01", TODAY, None), ("农历1985年八月十五", date(2026, 9, 1), 41),
])  # fmt: skip
def test_which_anniversary_it_will_be(written, today, years):
    on = read_date(written)
    assert rules.years_on(on, rules.comes_next(DayKind.BIRTHDAY, on, today)) == years


@pytest.mark.once
def test_every_festival_has_its_day():
    for festival in Festival:
        assert rules.comes_next(DayKind.FESTIVAL, stored_date(festival.value), TODAY)
    spring = rules.comes_next(DayKind.FESTIVAL, stored_date(Festival.SPRING.value), TODAY)
    eve = rules.comes_next(DayKind.FESTIVAL, stored_date(Festival.NEW_YEARS_EVE.value), TODAY)
    assert spring == date(2027, 2, 6) and eve == spring - timedelta(days=1)


def made(row: Customer, on: date, by, **values) -> ImportantDay:
    day = ImportantDay(customer=row, kind=DayKind.CUSTOM, title="周年店庆", on=f"--{on:%m-%d}",
                       **values)  # fmt: skip
    return actions.save_day(day, by=by)


@pytest.mark.django_db
def test_the_owner_is_asked_for_care_seven_days_one_day_and_on_the_day(house):
    """C-10: and twice a day is once."""
    row, chen = house.customer("南京华宁机电有限公司"), fresh(house.chen)
    day = made(row, TODAY, chen)
    day.next_on = TODAY
    day.save()
    told = []
    for ahead in range(9, -1, -1):
        today = TODAY - timedelta(days=ahead)
        for _ in range(2):
            remember(today=today, after=0)
        told.append(Notice.objects.filter(event="customers.care_due").count())
    assert told == [0, 0, 1, 1, 1, 1, 1, 1, 2, 3]
    todo = Todo.objects.get(source="customers.care")
    assert (todo.owner, todo.due_on, todo.object_id) == (house.chen, TODAY, day.pk)
    assert "今天" in todo.title and "华宁" in todo.title and "周年店庆" in todo.title


@pytest.mark.django_db
def test_own_lead_days_muted_days_and_customers_without_owner(house):
    chen, soon = fresh(house.chen), TODAY + timedelta(days=3)
    own = made(house.customer("甲"), soon, chen, lead_days=[3])
    made(house.customer("乙"), soon, chen, lead_days=[3], is_muted=True)
    pooled = house.customer("丙")
    made(pooled, soon, chen, lead_days=[3])
    Customer.objects.filter(pk=pooled.pk).update(owner=None, pool=house.pool)
    ImportantDay.objects.update(next_on=soon)
    remember(today=TODAY, after=0)
    assert [todo.object_id for todo in Todo.objects.all()] == [own.pk]


@pytest.mark.django_db
def test_nobody_is_reminded_of_who_does_not_wish_it(house):
    """C-10"""
    chen = fresh(house.chen)
    row = house.customer("陈大文", party_type="individual")
    made(row, TODAY, chen)
    firm = house.customer("南京华宁机电有限公司")
    contact = Contact.objects.create(customer=firm, name="王海燕")
    made(firm, TODAY, chen, contact=contact)
    made(firm, TODAY, chen)
    ImportantDay.objects.update(next_on=TODAY)
    actions.save_answers(row, {"care_wish": ["none"]}, by=chen)
    actions.save_answers(contact, {"care_wish": ["none"]}, by=chen)
    remember(today=TODAY, after=0)
    assert [t.title.count("王海燕") for t in Todo.objects.all()] == [0]


@pytest.mark.django_db
def test_days_follow_the_profile(house):
    chen, row = fresh(house.chen), house.customer("陈大文", party_type="individual")
    actions.save_answers(row, {"birthday": ["农历八月十五"]}, by=chen)
    day = ImportantDay.objects.get(customer=row)
    assert (day.on, day.is_derived, day.kind) == ("L--08-15", True, "birthday")
    assert day.next_on >= timezone.localdate()
    actions.save_answers(row, {"birthday": ["1985-03-12"]}, by=chen)
    day.refresh_from_db()
    assert day.on == "1985-03-12"
    with pytest.raises(Refused):
        actions.remove_day(day, by=chen)
    actions.save_answers(row, {"birthday": ["1985"]}, by=chen)
    assert not ImportantDay.objects.exists()


@pytest.mark.django_db
def test_the_night_gathers_what_forms_and_imports_wrote_and_turns_days_over(house):
    row = house.customer("南京华宁机电有限公司", founded_on=date(2012, 6, 18))
    house.customer("陈大文", party_type="individual", birthday=date(1985, 3, 12),
                   founded_on=date(2000, 1, 1))  # fmt: skip
    last = gather_derived(since=None, after=0)
    assert gather_derived(since=None, after=last) is None
    assert gather_derived(since=timezone.now() + timedelta(days=1), after=0) is None
    gather_derived(since=None, after=0)
    kinds = ImportantDay.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["founding", "birthday"]
    ImportantDay.objects.filter(customer=row).update(next_on=date(2020, 6, 18))
    assert turn_over(today=TODAY) == 1 and turn_over(today=TODAY) == 0
    assert ImportantDay.objects.get(customer=row).next_on == date(2027, 6, 18)


@pytest.mark.django_db
def test_who_sees_which_days(house, django_assert_num_queries):
    chen, row = fresh(house.chen), house.customer("南京华宁机电有限公司")
    made(row, timezone.localdate(), chen)
    actions.save_answers(row, {"founded_on": ["2012-06-18"]}, by=chen)
    days_of(chen, row)
    with django_assert_num_queries(1):
        found = days_of(chen, row)
    assert [one.ahead for one in found][0] == 0 and len(found) == 2
    with django_assert_num_queries(1):
        assert len(days_ahead(chen, timezone.localdate(), days=14, most=8)) >= 1
    assert access.visible_days(fresh(house.meng)).count() == 0
    # whoever reads no family fields sees only what is no private matter
    assert {d.kind for d in access.visible_days(fresh(house.admin))} <= {"founding"}


@pytest.mark.django_db
def test_the_page_adds_changes_and_refuses(house):
    row, client = house.customer("南京华宁机电有限公司"), Client()
    client.force_login(house.chen)
    new = reverse("customers:new_day", args=[row.pk])
    for wrong in (
        {"kind": "birthday", "written": "去年"}, {"kind": "festival"},
        {"kind": "contract_end", "written": "3-12"}, {"kind": "custom", "written": "3-12"},
        {"kind": "birthday", "written": "3-12", "leads": "200"},
    ):  # fmt: skip
        assert client.post(new, wrong).status_code == 422, wrong
    assert client.post(new, {"kind": "festival", "festival": "L--08-15"}).status_code == 302
    day = ImportantDay.objects.get()
    assert (day.title, day.on, day.action) == ("中秋节", "L--08-15", "message")
    one = reverse("customers:day", args=[row.pk, day.pk])
    assert client.get(one).status_code == 200
    client.post(one, {"kind": "wedding", "written": "5月20日", "leads": "3", "action": "gift"})
    day.refresh_from_db()
    assert (day.on, day.lead_days, day.action) == ("--05-20", [3], "gift")
    page = client.get(reverse("customers:panels", args=[row.pk])).content.decode()
    assert "5-20" in page
    assert client.post(reverse("customers:remove_day", args=[row.pk, day.pk])).status_code == 302
    assert not ImportantDay.objects.exists()
