"""Setting up the ways out of the house: secrets, allowed hosts, tests, refusals (TRUST 13.3)."""

import pytest

from maizi.history.models import HistoryEntry
from maizi.inbox import access, queries
from maizi.inbox.actions import (
    allow_host,
    forbid_host,
    save_channel,
    save_mail_settings,
    send_test,
    send_test_mail,
)
from maizi.inbox.actions.channels import MOST_TESTS, host_from
from maizi.inbox.models import Channel, Delivery, MailSettings
from maizi.inbox.terms import DeliveryState, Way
from maizi.kernel.errors import Refused
from tests.house import fresh

from .conftest import robot, tell, work_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("events")]


def test_secrets_are_sealed_and_not_in_the_history(house, listener):
    row = robot(house, listener)
    stored = Channel.objects.get()
    assert "robot" not in stored.sealed_address and stored.sealed_secret != "秘密"
    assert queries.address_of(stored) == (f"http://127.0.0.1:{listener.port}/robot", "秘密")
    told = HistoryEntry.objects.filter(object_id=row.pk).get().changes_json
    assert "/robot" not in told and "秘密" not in told
    save_channel(stored, address="", secret="", by=house.admin)
    assert queries.address_of(Channel.objects.get())[1] == "秘密"


def test_another_key_opens_nothing_and_says_so(house, chen, listener, settings):
    robot(house, listener)
    settings.SECRET_KEY = "another"
    tell(chen)
    work_off()
    assert Delivery.objects.get().state == DeliveryState.FAILED
    assert "密钥" in Delivery.objects.get().error


def test_the_screen_may_hold_the_mail_server_too(house, chen, mailbox, settings):
    port, settings.MAIL = settings.MAIL["port"], None
    row = MailSettings(host="127.0.0.1", port=port, security="none", sender="crm@example.cn")
    with pytest.raises(Refused):
        save_mail_settings(row, password="", by=house.admin)
    allow_host("127.0.0.1", reason="本机邮件", by=house.admin)
    save_mail_settings(row, password="", by=house.admin)
    send_test_mail(by=chen)
    work_off()
    assert len(mailbox.letters) == 1
    forbid_host(access.visible_hosts(fresh(house.admin)).get(), by=house.admin)
    send_test_mail(by=chen)
    work_off()
    assert len(mailbox.letters) == 1
    assert "内部网络" in Delivery.objects.order_by("-id").first().error


def test_tests_are_limited(house, listener):
    row = robot(house, listener)
    for _ in range(MOST_TESTS):
        send_test(row, by=house.admin)
    with pytest.raises(Refused):
        send_test(row, by=house.admin)


def test_the_house_does_not_ask_what_is_no_address(house):
    for address in ("ftp://a.cn/", "https://me:pw@a.cn/", "robot", ""):
        with pytest.raises(Refused):
            save_channel(Channel(name="x", way=Way.WECOM), address=address, secret="", by=None)
    with pytest.raises(Refused):
        save_channel(
            Channel(name="x", way=Way.WECOM, events=["no.such"]), address="https://a.cn/",
            secret="", by=None,
        )  # fmt: skip


@pytest.mark.parametrize("text", ["", "*.corp.lan", "a b", "http://x", "x/y", "me@x", "x:99999"])
def test_one_host_at_a_time_may_be_allowed(text):
    with pytest.raises(Refused):
        host_from(text)


def test_hosts_are_compared_in_one_form():
    assert host_from(" Mail.Corp.LAN. ") == "mail.corp.lan"
    assert host_from("[FE80::1]") == "fe80::1"
    assert host_from("10.0.0.8:8080") == "10.0.0.8:8080"
