"""The outbox: a real mail server, a real listener, quiet hours, digests, tries, refusals."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.inbox import access, queries
from maizi.inbox.actions import (
    forbid_host,
    notify,
    prefer,
    retry_delivery,
)
from maizi.inbox.actions.sending import LEASE, claim_due
from maizi.inbox.models import Delivery, Notice
from maizi.inbox.rules.times import MOST_TRIES
from maizi.inbox.terms import DeliveryState, Way
from maizi.jobs.models import Job
from maizi.jobs.terms import JobState
from maizi.kernel.errors import Refused
from tests.house import fresh

from .conftest import EVENT, URGENT, robot, tell, work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("events")]


def test_a_mail_arrives_in_a_real_mailbox(chen, mailbox):
    tell(chen, text="南京同创来电，\n请回。", url="/customers/1/")
    assert [job.state for job in work_off()] == [JobState.DONE]
    (letter,) = mailbox.letters
    assert (letter["To"], letter["From"]) == ("chenmo@example.cn", "crm@example.cn")
    assert letter["Subject"] == "客户来电" and letter["Auto-Submitted"] == "auto-generated"
    assert "https://crm.example.cn/customers/1/" in letter.get_content()
    row = Delivery.objects.get()
    assert (row.state, row.tries, row.error) == (DeliveryState.SENT, 1, "")
    work_off()
    assert len(mailbox.letters) == 1


def test_a_title_adds_no_header_to_a_letter(chen, mailbox):
    tell(chen, "来电\r\nBcc: all@example.cn\n\nHallo")
    work_off()
    (letter,) = mailbox.letters
    assert letter["Bcc"] is None and letter["To"] == chen.email
    assert letter["Subject"] == "来电 Bcc: all@example.cn Hallo"


def test_nothing_leaves_when_the_transaction_is_taken_back(chen, mailbox, db):
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        tell(chen)
        raise RuntimeError
    work_off()
    assert not mailbox.letters and not Notice.objects.exists() and not Job.objects.exists()


def test_a_receiver_that_does_not_exist_is_final_a_busy_server_is_not(chen, mailbox):
    mailbox.refuses[chen.email] = "550 no such user"
    tell(chen)
    work_off()
    row = Delivery.objects.get()
    assert (row.state, row.tries) == (DeliveryState.FAILED, 1) and "550" in row.error
    mailbox.refuses[chen.email] = "451 try later"
    retry_delivery(row, by=chen)
    now = timezone.now()
    work_off(now)
    row.refresh_from_db()
    assert row.state == DeliveryState.WAITING and row.due_at > now and "451" in row.error
    mailbox.refuses.clear()
    retry(row.due_at)
    assert len(mailbox.letters) == 1


def retry(moment) -> None:
    """What the clock does each minute."""
    from maizi.jobs.actions import enqueue

    enqueue("inbox.tick", by=None)
    work_off(moment)


def test_tries_are_limited_and_then_a_person_may_start_again(chen, mailbox):
    mailbox.refuses[chen.email] = "451 try later"
    tell(chen)
    work_off()
    for _ in range(MOST_TRIES):
        retry(timezone.now() + timedelta(days=2))
        Delivery.objects.filter(state=DeliveryState.WAITING).update(due_at=timezone.now())
    row = Delivery.objects.get()
    assert (row.state, row.tries) == (DeliveryState.FAILED, MOST_TRIES)
    with pytest.raises(Refused):
        retry_delivery(Delivery.objects.get(pk=retry_delivery(row, by=chen).pk), by=chen)


def test_a_worker_that_died_while_sending_is_made_good(chen, mailbox):
    tell(chen)
    now = timezone.now()
    assert len(claim_due(now=now)) == 1
    assert claim_due(now=now + LEASE / 2) == []
    retry(now + LEASE)
    assert len(mailbox.letters) == 1 and Delivery.objects.get().tries == 2


def test_quiet_hours_hold_mail_back_and_the_site_not(chen, mailbox):
    local = timezone.localtime()
    start, end = (local - timedelta(hours=1)).time(), (local + timedelta(hours=1)).time()
    prefer(chen, wanted=[(EVENT.code, "screen"), (EVENT.code, "mail")], quiet=(start, end), by=chen)
    tell(chen)
    work_off()
    assert not mailbox.letters and queries.unread_count(chen) == 1
    retry(timezone.now() + timedelta(hours=1, minutes=1))
    assert len(mailbox.letters) == 1


def test_a_digest_is_one_mail_at_its_time_and_urgent_things_do_not_wait(chen, mailbox):
    at = (timezone.localtime() + timedelta(hours=2)).time()
    both = [(e.code, way) for e in (EVENT, URGENT) for way in ("screen", "mail")]
    prefer(chen, wanted=both, digest_at=at, by=chen)
    for number in range(3):
        tell(chen, f"第{number}件")
    tell(chen, "着火了", event=URGENT)
    work_off()
    assert [letter["Subject"] for letter in mailbox.letters] == ["着火了"]
    retry(timezone.now() + timedelta(hours=2, minutes=1))
    assert len(mailbox.letters) == 2
    assert "3 条消息" in mailbox.letters[1]["Subject"]
    assert all(f"第{n}件" in mailbox.letters[1].get_content() for n in range(3))
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}


def test_each_way_can_be_switched_off(chen, mailbox):
    prefer(chen, wanted=[(EVENT.code, "mail")], by=chen)
    tell(chen)
    assert queries.unread_count(chen) == 0 and Delivery.objects.count() == 1
    prefer(chen, wanted=[(EVENT.code, "screen")], by=chen)
    tell(chen)
    assert queries.unread_count(chen) == 1 and Delivery.objects.count() == 1


def test_a_mail_tells_only_what_its_reader_may_still_see(house, chen, mailbox):
    about = house.customer("南京机密单位", chen)
    tell(chen, "南京机密单位来电", about=about, text="机密内容")
    about.owner, about.org_unit = house.meng, house.zhengzhou
    about.save()
    work_off()
    (letter,) = mailbox.letters
    assert "机密" not in letter["Subject"] and "机密" not in letter.get_content()


def test_who_left_gets_nothing(chen, mailbox):
    tell(chen)
    chen.is_active = False
    chen.save()
    work_off()
    assert not mailbox.letters
    assert Delivery.objects.get().state == DeliveryState.DROPPED
    tell(chen)
    assert Notice.objects.count() == 1


def test_a_group_hears_the_title_and_who_it_is_for_not_the_text(house, chen, listener):
    robot(house, listener, Way.DINGTALK)
    listener.body = b'{"errcode":0,"errmsg":"ok"}'
    notify(to=[chen, house.xu], event=EVENT.code, title="合同到期", text="金额 30 万")
    work_off()
    ((path, _headers, body),) = listener.heard
    content = json.loads(body)["text"]["content"]
    assert "sign=" in path and "合同到期" in content and "陈默、许晴" in content
    assert "30 万" not in content
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_a_webhook_gets_its_signature_and_the_same_id_on_every_try(house, chen, listener):
    robot(house, listener, has_text=True)
    listener.status = 503
    tell(chen, text="全文")
    work_off()
    listener.status = 204
    retry(timezone.now() + timedelta(minutes=2))
    first, second = listener.heard
    assert first[1]["webhook-id"] == second[1]["webhook-id"]
    assert first[1]["webhook-signature"].startswith("v1,")
    assert "全文" in json.loads(second[2])["data"]["text"]
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_a_host_no_longer_allowed_is_refused_from_the_next_message_on(house, chen, listener):
    robot(house, listener)
    forbid_host(access.visible_hosts(fresh(house.admin)).get(), by=house.admin)
    tell(chen)
    work_off()
    row = Delivery.objects.get()
    assert row.state == DeliveryState.FAILED and row.error and not listener.heard


def test_a_redirect_of_a_robot_is_an_error_not_a_way(house, chen, listener):
    robot(house, listener)
    listener.status, listener.headers = 307, {"Location": "http://169.254.169.254/"}
    tell(chen)
    work_off()
    assert Delivery.objects.get().state == DeliveryState.FAILED and len(listener.heard) == 1


def test_a_lane_that_is_busy_does_not_hold_up_the_others(house, chen, listener, mailbox):
    robot(house, listener)
    listener.status = 503
    for number in range(3):
        tell(chen, f"第{number}件", url=f"/customers/{number}/")
    work_off()
    assert len(mailbox.letters) == 3
    assert len(listener.heard) == 1


def test_an_event_nobody_declared_is_a_bug(house):
    with pytest.raises(LookupError):
        notify(to=[house.chen], event="no.such", title="x")


def test_telling_many_costs_no_more_queries(house, mailbox, django_assert_max_num_queries):
    people = [house.person(f"p{n}", f"人{n}", house.nanjing, "salesperson") for n in range(30)]
    for person in people:
        person.email = f"{person.username}@example.cn"
    with django_assert_max_num_queries(12):
        notify(to=people, event=EVENT.code, title="全员通知")
    assert Delivery.objects.count() == 30
    assert Job.objects.filter(kind="inbox.send").count() == 1
