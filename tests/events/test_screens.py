"""The pages of events, for colleagues, guests and who stands at the door (C-40)."""

from importlib import import_module

import pytest
from django.test import Client
from django.urls import reverse

from maizi.events import actions
from maizi.events.models import Event, Invitation
from maizi.events.queries import inviting

pytestmark = pytest.mark.django_db


def browser(person=None) -> Client:
    made = Client()
    if person is not None:
        made.force_login(person)
    return made


def test_from_the_plan_to_the_list(salon, house):
    lin = browser(salon.lin)
    given = {"name": "答谢会", "sort": "appreciation", "place": "南京", "minutes": "90",
             "starts_at": "2030-01-01T10:00", "budget_yuan": "5000", "goal": "感谢"}  # fmt: skip
    assert lin.post(reverse("events:event_new"), given).status_code == 302
    row = Event.objects.get()
    assert row.no.startswith("EV") and row.owner == salon.lin
    lin.post(reverse("events:open", args=[row.pk]))
    bad = lin.post(reverse("events:invite", args=[row.pk]), {"customer": "", "value": ""})
    assert bad.status_code == 422 and "请选一个客户" in bad.content.decode()
    bad = lin.post(reverse("events:invite", args=[row.pk]),
                   {"customer": salon.customer.pk, "contact": "李四"})  # fmt: skip
    assert bad.status_code == 422 and "没有叫这个名字" in bad.content.decode()
    chen = browser(salon.chen)
    chen.post(reverse("events:invite", args=[row.pk]),
              {"customer": salon.customer.pk, "contact": "王方"})  # fmt: skip
    assert Invitation.objects.get().contact == salon.contact
    page = lin.get(row.get_absolute_url()).content.decode()
    assert "王方" in page and "没有邮件服务器" not in page
    assert lin.get(reverse("events:event_list")).status_code == 200
    refused = lin.post(reverse("events:send", args=[row.pk]))
    assert refused.status_code == 422 and "没有邮件服务器" in refused.content.decode()


def test_a_guest_answers_and_is_ticked_off_by_his_code(salon):
    row = salon.open(places=5)
    one = salon.invite(row, contact=salon.contact)
    page = browser(salon.chen).post(reverse("events:hand", args=[one.pk])).content.decode()
    address = page.split("/events/reply/")[1].split("/")[0]
    address = reverse("events:reply", args=[address])
    guest = browser()
    text = guest.get(address)
    assert text.headers["X-Robots-Tag"] == "noindex" and "还有 5 个名额" in text.content.decode()
    assert salon.customer.name not in text.content.decode(), "the address may lie in other hands"
    bad = guest.post(address, {"answer": "yes", "companions": "7"})
    assert bad.status_code == 422 and "名额只剩" in bad.content.decode()
    assert guest.post(address, {"answer": "yes", "companions": "1"}).status_code == 302
    assert "签到二维码" in guest.get(address).content.decode()
    code = guest.get(address + "code.svg")
    assert code.headers["Content-Type"] == "image/svg+xml" and b"<svg" in code.content
    assert guest.get(address.replace(address[-6:], "xxxxx/")).status_code == 404

    one.refresh_from_db()
    ticket = reverse("events:ticket", args=[one.ticket])
    assert guest.get(ticket).status_code == 302, "of no use without signing in"
    door = browser(salon.chen)
    assert "王方" in door.get(ticket).content.decode()
    assert "12 小时" in door.post(ticket).content.decode()
    salon.begun(row)
    assert door.post(ticket).status_code == 302
    one.refresh_from_db()
    assert one.attended_at and one.checked_by == salon.chen
    bad = browser(salon.lin).post(reverse("events:close", args=[row.pk]), {"cost_yuan": "10"})
    assert bad.status_code == 422 and "客户意见" in bad.content.decode()
    told = {"cost_yuan": "1200", "opinions": "好", "result": "两家要报价"}
    assert browser(salon.lin).post(reverse("events:close", args=[row.pk]), told).status_code == 302
    page = browser(salon.lin).get(row.get_absolute_url()).content.decode()
    assert "1,200.00" in page and "100%" in page


def test_others_customers_are_only_counted(salon, house):  # M-3
    row = salon.open()
    salon.invite(row)
    page = browser(salon.meng).get(row.get_absolute_url()).content.decode()
    assert salon.customer.name not in page and "还有 1 位" in page
    one = Invitation.objects.get()
    for verb in ("drop", "hand", "told", "tick", "untick"):
        address = reverse(f"events:{verb}", args=[one.pk])
        assert browser(salon.meng).post(address).status_code == 404, verb
    assert browser(salon.meng).post(reverse("events:cancel", args=[row.pk])).status_code == 403


def test_customers_are_found_by_typing_and_stay_chosen(salon, house):
    row = salon.open()
    other = house.customer("另一家", salon.house.chen)
    chen = browser(salon.chen)
    page = chen.get(row.get_absolute_url()).content.decode()
    source = reverse("kit:choices", args=["customers.customer"])
    assert f'data-combo="{source}"' in page and other.name not in page
    given = {"customer": other.pk, "contact": "没有这个人"}
    bad = chen.post(reverse("events:invite", args=[row.pk]), given).content.decode()
    assert f'<option value="{other.pk}" selected>{other.name}</option>' in bad


def test_the_list_is_turned_and_others_are_counted_truly(salon, house, monkeypatch):  # M-3
    monkeypatch.setattr(import_module("maizi.events.queries.shown"), "A_PAGE", 2)
    row = salon.open()
    for name in ("甲公司", "乙公司", "丙公司"):
        salon.invite(row, house.customer(name, salon.house.chen))
    chen = browser(salon.chen)
    first = chen.get(row.get_absolute_url()).content.decode()
    assert "乙公司" in first and "丙公司" not in first and "是您看不到" not in first
    assert f"{row.get_absolute_url()}?page=2" in first
    second = chen.get(row.get_absolute_url(), {"page": "2"}).content.decode()
    assert "丙公司" in second and "甲公司" not in second


def test_no_invitation_is_offered_once_answers_are_closed(salon):  # C-40
    row = salon.open()
    salon.invite(row)
    chen = browser(salon.chen)
    assert "取链接" in chen.get(row.get_absolute_url()).content.decode()
    salon.closed(row)
    page = chen.get(row.get_absolute_url()).content.decode()
    assert "取链接" not in page and "加入名单" not in page and "电话里答复" not in page


def test_who_does_not_know_that_it_is_off_stands_on_the_list(salon):  # C-40
    row = salon.open()
    one = salon.invite(row)
    actions.hand_link(one, by=salon.chen)
    lin, told_off = browser(salon.lin), reverse("events:told_off", args=[one.pk])
    again = reverse("events:tell_again", args=[row.pk])
    for address in (told_off, again):
        refused = lin.post(address)
        assert refused.status_code == 422 and "没有取消" in refused.content.decode()
    actions.cancel_event(row, reason="场地停电", by=salon.lin)
    assert "还不知道取消" in lin.get(row.get_absolute_url()).content.decode()
    refused = lin.post(again)
    assert refused.status_code == 422 and "请打电话" in refused.content.decode()
    assert lin.post(told_off).status_code == 302
    page = lin.get(row.get_absolute_url()).content.decode()
    assert "已告知取消" in page and "还不知道取消" not in page


def test_a_page_asks_as_much_for_one_as_for_many(salon, house, django_assert_max_num_queries):
    row = salon.open()
    chen = browser(salon.chen)
    salon.invite(row)
    chen.get(row.get_absolute_url())
    with django_assert_max_num_queries(30) as few:
        chen.get(row.get_absolute_url())
    for n in range(6):
        salon.invite(row, house.customer(f"来宾{n}", salon.house.chen))
    with django_assert_max_num_queries(len(few)):
        chen.get(row.get_absolute_url())


def test_a_whole_class_is_invited(salon, house):
    from maizi.care.models import ReturnPlan

    row, today = salon.open(), salon.open(name="另一场")
    other = house.customer("别级", salon.house.chen)
    for customer, letter in ((salon.customer, "b"), (other, "c")):
        ReturnPlan.objects.create(
            customer=customer, value_class=letter, loyalty_score=50, loyalty_class="medium",
            interval_days=30, routine_on="2030-01-01", due_on="2030-01-01",
        )  # fmt: skip
    browser(salon.chen).post(reverse("events:invite", args=[row.pk]), {"value": "b"})
    assert list(row.invitations.values_list("customer", flat=True)) == [salon.customer.pk]
    assert not today.invitations.exists()
    actions.drop(row.invitations.get(), by=salon.chen)


def test_a_large_class_is_invited_bit_by_bit(salon, house, monkeypatch):  # C-40
    from maizi.care.models import ReturnPlan

    monkeypatch.setattr(inviting, "MOST", 1)
    row, chen = salon.open(), browser(salon.chen)
    more = [house.customer("乙公司", salon.house.chen), house.customer("只看", salon.house.xu)]
    more[1].collaborations.create(user=salon.chen, granted_by=salon.lin)
    for customer in (salon.customer, *more):
        ReturnPlan.objects.create(
            customer=customer, value_class="b", loyalty_score=50, loyalty_class="medium",
            interval_days=30, routine_on="2030-01-01", due_on="2030-01-01",
        )  # fmt: skip
    for n in (1, 2, 2):
        chen.post(reverse("events:invite", args=[row.pk]), {"value": "b"})
        assert row.invitations.count() == n, "who is only seen takes nobody's place"
    assert not row.invitations.filter(customer=more[1]).exists()
