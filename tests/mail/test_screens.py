"""The screens of e-mail: an answer written on the customer's page reaches the server's thread."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maizi.mail import actions
from maizi.mail.models import Mailbox, Message, Outgoing
from tests.house import fresh
from tests.inbox.conftest import work_off

from .conftest import LETTERS, letter
from .test_fetching import fetch

pytestmark = pytest.mark.django_db


def browser_of(person) -> Client:
    made = Client()
    made.force_login(fresh(person))
    return made


def test_a_letter_comes_in_is_answered_and_the_answer_is_in_the_thread(
    server, mailbox, customer, house
):
    server.deliver(mailbox.address, letter(To=mailbox.address, Message_ID="<story@tongchuang.cn>"))
    fetch(mailbox)
    browser, row = browser_of(house.chen), Message.objects.get()
    tab = browser.get(reverse("customers:tab", args=[customer.pk, "mail-all"]))
    assert "询价：数控车床" in tab.content.decode()
    shown = browser.get(row.get_absolute_url()).content.decode()
    assert "请报 CK6150 两台的价格。" in shown and f"?answers={row.pk}" in shown
    address = f"{reverse('mail:write')}?answers={row.pk}"
    form = browser.get(address).content.decode()
    assert "&gt; 请报 CK6150 两台的价格。" in form
    given = {
        "mailbox": mailbox.pk, "to": "wangfang@tongchuang.cn", "subject": "回复：询价：数控车床",
        "body": "两台含税 386,000 元。", "act": "send",
    }  # fmt: skip
    assert browser.post(address, given).status_code == 302
    work_off()
    (copy,) = server.in_folder(mailbox.address, "Sent")
    assert copy["In-Reply-To"] == "<story@tongchuang.cn>"
    shown = browser.get(row.get_absolute_url()).content.decode()
    assert "两台含税 386,000 元。" in shown


def test_what_is_not_ready_keeps_what_was_typed(server, mailbox, customer, house):
    browser = browser_of(house.chen)
    given = {"mailbox": mailbox.pk, "to": "", "subject": "x", "body": "写了很久", "act": "send"}
    answer = browser.post(f"{reverse('mail:write')}?customer={customer.pk}", given)
    assert answer.status_code == 422 and "请填写收件人" in answer.content.decode()
    row = Outgoing.objects.get()
    assert row.body == "写了很久" and f"?letter={row.pk}" in answer.content.decode()


def test_a_letter_is_passed_on_with_the_files_that_stay_ticked(server, mailbox, customer, house):
    server.deliver(mailbox.address, (LETTERS / "related.eml").read_bytes())
    fetch(mailbox)
    browser, row = browser_of(house.chen), Message.objects.get()
    address = f"{reverse('mail:write')}?passes_on={row.pk}"
    form = browser.get(address).content.decode()
    found = dict(re.findall(r'name="keep" value="(\d+)" checked><span>([^<]+)', form))
    assert "技术要求.txt" in found.values() and len(found) > 1
    keep = [id_ for id_, name in found.items() if name == "技术要求.txt"]
    given = {
        "mailbox": mailbox.pk, "to": "zhou@tongchuang.cn", "subject": "转发", "body": "请看附件",
        "has_files": "1", "keep": keep, "act": "keep",
    }  # fmt: skip
    answer = browser.post(address, given)
    form = browser.get(answer["Location"]).content.decode()
    (own,) = re.findall(r'name="keep" value="(\d+)" checked><span>技术要求.txt', form)
    browser.post(answer["Location"], given | {"keep": [own], "act": "send"})
    work_off()
    (sent,) = server.post.letters
    assert [part.get_filename() for part in sent.iter_attachments()] == ["技术要求.txt"]


def test_pictures_of_strangers_wait_for_a_click(server, mailbox, customer, house):
    server.deliver(mailbox.address, (LETTERS / "related.eml").read_bytes())
    fetch(mailbox)
    row = Message.objects.get()
    assert {name for name, _why in row.left_out} == {"winmail.dat", "setup.exe"}
    browser = browser_of(house.chen)
    answer = browser.get(row.get_absolute_url())
    page = answer.content.decode()
    assert "tracker.example.net" not in page and "alert(1)" not in page
    assert "https:" not in answer["Content-Security-Policy"]
    (frame,) = re.findall(r"<iframe[^>]*>", page)
    assert "sandbox=" in frame and "allow-scripts" not in frame
    answer = browser.get(f"{row.get_absolute_url()}?pictures=1")
    assert "tracker.example.net" in answer.content.decode()
    assert "img-src 'self' blob: https:" in answer["Content-Security-Policy"]
    assert "script" not in answer["Content-Security-Policy"]


def test_a_password_is_never_shown_again(server, mailbox, house):
    browser = browser_of(house.chen)
    for page in ("mailbox", "mailbox_edit"):
        shown = browser.get(reverse(f"mail:{page}", args=[mailbox.pk])).content.decode()
        assert server.word not in shown and mailbox.sealed_password not in shown


def test_who_sets_up_shared_mailboxes_sees_how_they_fare_and_no_letter(server, mailbox, house):
    Mailbox.objects.filter(pk=mailbox.pk).update(is_shared=True)
    server.deliver(mailbox.address, letter(Subject="秘密", To=mailbox.address))
    fetch(mailbox)
    shown = browser_of(house.admin).get(mailbox.get_absolute_url()).content.decode()
    assert "只看得到邮箱是否正常" in shown and "秘密" not in shown


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_as_often_whatever_the_rows(
    server, mailbox, customer, house, count, django_assert_max_num_queries
):
    for number in range(count):
        server.deliver(mailbox.address, letter(To=mailbox.address, Subject=f"询价 {number}"))
    fetch(mailbox)
    actions.save_draft(Outgoing(mailbox=mailbox, customer=customer), by=fresh(house.chen))
    for address in (
        reverse("mail:mailboxes"), mailbox.get_absolute_url(),
        reverse("customers:tab", args=[customer.pk, "mail-all"]),
    ):  # fmt: skip
        browser = browser_of(house.chen)
        with django_assert_max_num_queries(45):
            assert browser.get(address).status_code == 200
