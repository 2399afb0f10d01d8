"""Mail is fetched from a real server: each letter once, broken ones passed over (C-1)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.customers.models import Activity
from maizi.inbox.models import Todo
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.mail import actions
from maizi.mail.models import Folder, Mailbox, Message, Spoiled
from maizi.mail.rules.patience import AFTER_FAILURES
from maizi.mail.terms import Way
from tests.house import fresh
from tests.inbox.conftest import work_off

from .conftest import LETTERS, a_mailbox, letter

pytestmark = pytest.mark.django_db


def fetch(mailbox: Mailbox, now=None) -> Mailbox:
    now = now or timezone.now()
    enqueue("mail.fetch", payload={"mailbox": mailbox.pk}, by=None)
    Mailbox.objects.filter(pk=mailbox.pk).update(next_at=now)
    jobs = work_off(now)
    assert all(job.state == "done" for job in jobs), [job.trace for job in jobs]
    mailbox.refresh_from_db()
    return mailbox


def test_a_letter_of_a_customer_becomes_a_follow_up_once(server, mailbox, customer, house):
    server.deliver(mailbox.address, letter(To=mailbox.address, Message_ID="<a1@tongchuang.cn>"))
    fetch(mailbox)
    (row,) = Message.objects.all()
    assert (row.customer, row.contact.name, row.way) == (customer, "王芳", Way.IN)
    (activity,) = Activity.objects.all()
    assert activity == row.activity and activity.author == house.chen
    assert (activity.channel, activity.direction) == ("mail", "incoming")
    assert "CK6150" in activity.content and activity.at == row.at
    assert (mailbox.fetched, mailbox.matched, mailbox.failures) == (1, 1, 0)
    assert mailbox.last_message_at == row.at and mailbox.looked_at
    fetch(mailbox)
    assert (Message.objects.count(), Activity.objects.count(), mailbox.fetched) == (1, 1, 1)


def test_the_same_letter_in_two_mailboxes_is_one_follow_up(server, mailbox, customer, house):
    other = a_mailbox(house, server, name="公共", is_shared=True)
    raw = letter(To=f"{mailbox.address}, {other.address}")
    for box in (mailbox, other):
        server.deliver(box.address, raw)
        fetch(box)
    assert (Message.objects.count(), Activity.objects.count()) == (2, 1)


def test_the_server_numbers_anew_and_nothing_comes_twice(server, mailbox, customer):
    raw = letter(To="wangfang@tongchuang.cn", From=mailbox.address)
    server.deliver(mailbox.address, raw, "Sent")
    fetch(mailbox)
    before = Folder.objects.get(mailbox=mailbox, sort="sent").uid_validity
    with server.box(mailbox.address) as box:
        box.delete_folder("Sent")
        box.create_folder("Sent")
        box.append("Sent", letter(To="wangfang@tongchuang.cn", From=mailbox.address))
        box.append("Sent", raw)
    fetch(mailbox)
    assert Folder.objects.get(mailbox=mailbox, sort="sent").uid_validity != before
    assert Message.objects.count() == 2
    assert Message.objects.filter(way=Way.OUT, customer=customer).count() == 2


def test_a_broken_letter_is_noted_and_the_others_go_on(server, mailbox, customer, monkeypatch):
    for raw in (letter(To=mailbox.address), b"\x00\x01 no letter at all\r\n\r\n\xff\xfe",
                letter(To=mailbox.address)):  # fmt: skip
        server.deliver(mailbox.address, raw)
    monkeypatch.setattr("maizi.mail.actions.fetching.PIECE", 2)
    fetch(mailbox)
    assert Message.objects.count() == 2
    (spoiled,) = Spoiled.objects.all()
    assert spoiled.uid == 2 and "header" in spoiled.why
    assert Folder.objects.get(mailbox=mailbox, sort="inbox").last_uid == 3


def test_a_huge_letter_is_kept_by_its_head(server, mailbox, customer, monkeypatch):
    monkeypatch.setattr("maizi.mail.actions.fetching.MOST_BYTES", 2_000)
    server.deliver(mailbox.address, letter(To=mailbox.address, text="长" * 3_000))
    fetch(mailbox)
    (row,) = Message.objects.all()
    assert row.is_partial and row.customer == customer and row.text == ""


def test_a_run_is_bounded_and_goes_on_where_it_was(server, mailbox, monkeypatch):
    monkeypatch.setattr("maizi.mail.actions.AT_ONCE", 2)
    monkeypatch.setattr(actions.draw_new, "__kwdefaults__", {"most": 2})
    for _n in range(5):
        server.deliver(mailbox.address, letter(To=mailbox.address))
    fetch(mailbox)
    assert Message.objects.count() == 5 and mailbox.failures == 0


def test_letters_in_every_charset_are_read(server, mailbox, customer):
    for path in sorted(LETTERS.glob("*.eml")):
        server.deliver(mailbox.address, path.read_bytes())
    fetch(mailbox)
    subjects = set(Message.objects.values_list("subject", flat=True))
    assert not Spoiled.objects.exists()
    assert {"关于数控车床的报价（急）", "機床報價與交期", "生僻字：龑䶮"} <= subjects


def test_what_matches_nobody_is_the_owners_alone_and_goes(server, mailbox, house):
    server.deliver(mailbox.address, letter(From="朋友 <friend@example.org>", To=mailbox.address))
    fetch(mailbox)
    (row,) = Message.objects.all()
    from maizi.mail.access import visible_messages

    assert row.customer is None and row.expires_at
    assert list(visible_messages(fresh(house.chen))) == [row]
    for other in (house.xu, house.lin, house.boss, house.admin):
        assert not visible_messages(fresh(other)).exists()
    assert actions.remove_expired(by=None, now=timezone.now() + timedelta(days=29)) == 0
    assert actions.remove_expired(by=None, now=timezone.now() + timedelta(days=31)) == 1
    assert not Message.objects.exists()


def test_a_wrong_password_is_told_in_a_sentence_and_never_stops_silently(server, mailbox, house):
    actions.save_mailbox(mailbox, password="falsch", by=fresh(house.chen))
    now = timezone.now()
    for failures in (1, 2, 3):
        fetch(mailbox, now)
        assert mailbox.failures == failures and mailbox.trouble == "password"
        assert mailbox.next_at == now + AFTER_FAILURES[failures - 1]
        now = mailbox.next_at
    (todo,) = Todo.objects.filter(owner=house.chen, source="mail.failing")
    assert "陈默的邮箱" in todo.title
    fetch(mailbox, now)
    assert Todo.objects.filter(source="mail.failing").count() == 1
    with pytest.raises(Refused, match="授权码"):
        actions.try_mailbox(mailbox, by=house.chen)
    actions.save_mailbox(mailbox, password=server.word, by=fresh(house.chen))
    fetch(mailbox)
    assert mailbox.failures == 0 and not mailbox.trouble
    assert not Todo.objects.filter(source="mail.failing", state="open").exists()


def test_the_test_button_says_what_is_wrong(server, mailbox, house, monkeypatch):
    actions.try_mailbox(mailbox, by=house.chen)
    with pytest.raises(Refused, match="重新输入密码"):
        mailbox.imap_port = server.post.port
        actions.save_mailbox(mailbox, password="", by=fresh(house.chen))
    monkeypatch.delenv("SSL_CERT_FILE")
    mailbox.refresh_from_db()
    with pytest.raises(Refused, match="证书无法核实"):
        actions.try_mailbox(mailbox, by=house.chen)


def test_a_server_inside_the_network_is_refused(server, house):
    row = a_mailbox(house, server, imap_host="10.0.0.8")
    with pytest.raises(Refused, match="指向内部网络"):
        actions.try_mailbox(row, by=house.chen)


def test_a_stored_password_is_sealed_and_never_shown(server, mailbox):
    assert server.word not in mailbox.sealed_password


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"address": "kein"}, "不完整"),
        ({"imap_host": ""}, "服务器地址"),
        ({"imap_host": "a b"}, "服务器地址"),
    ],
)
def test_a_mailbox_that_cannot_be_is_refused(server, house, changed, sentence):
    with pytest.raises(Refused, match=sentence):
        a_mailbox(house, server, **changed)


def test_the_same_address_twice_is_refused(server, mailbox, house):
    with pytest.raises(Refused, match="已经接入过"):
        a_mailbox(house, server, address=mailbox.address.upper())
