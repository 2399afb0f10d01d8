"""Newsletters go to those who agreed, at their pace, and everybody can say no (C-40, N-1)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maizi.fields.actions import change_parameter
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.mail import actions, queries
from maizi.mail.models import Mailing
from maizi.mail.terms import IssueState, MailingState
from maizi.privacy.actions import block_contact
from maizi.privacy.models import ContactBlock
from maizi.privacy.queries import may_contact
from maizi.privacy.terms import Way
from tests.house import fresh
from tests.inbox.conftest import work_off

from .conftest import LETTERS
from .test_fetching import fetch

pytestmark = pytest.mark.django_db


def run(kind="mail.news", now=None) -> None:
    enqueue(kind, by=None)
    assert all(job.state == "done" for job in work_off(now))


def test_only_those_who_agreed_get_it(server, issue, house, readers):
    found = queries.counted(issue, fresh(house.boss), now=timezone.now())
    assert found.count == 2
    assert found.drops == {"silent": 2, "blocked": 1, "no_address": 1}
    actions.release(issue, by=fresh(house.boss))
    run()
    assert {one["To"] for one in server.post.letters} == {
        "yes@tongchuang.cn", "counted@tongchuang.cn",
    }  # fmt: skip
    issue.refresh_from_db()
    assert issue.drops == {"silent": 2, "blocked": 1, "no_address": 1}
    run()
    issue.refresh_from_db()
    assert issue.state == IssueState.SENT and len(server.post.letters) == 2


def test_opened_is_counted_only_with_consent(server, issue, house):
    actions.release(issue, by=fresh(house.boss))
    run()
    by = {one["To"]: one.get_body(("html",)).get_content() for one in server.post.letters}
    assert "/mail/seen/" in by["counted@tongchuang.cn"]
    assert "/mail/seen/" not in by["yes@tongchuang.cn"]
    row = Mailing.objects.get(address="counted@tongchuang.cn")
    mark = actions.posting.mark_of(row, actions.SEEN)
    answer = Client().get(f"/mail/seen/{mark}.gif")
    assert answer.status_code == 200 and answer["Content-Type"] == "image/gif"
    Client().get(f"/mail/seen/{row.pk}-{'0' * 32}.gif")
    figures = queries.figures_of(issue)
    assert (figures.sent, figures.measured, figures.opened) == (2, 1, 1)


def test_one_click_and_the_page_both_record_the_wish(server, issue, house, readers):
    actions.release(issue, by=fresh(house.boss))
    run()
    letter = next(one for one in server.post.letters if one["To"] == "yes@tongchuang.cn")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip(" <>").replace("https://crm.example.cn", "")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(address).status_code == 405
    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    ruling = may_contact(readers["yes"], Way.MAIL, "marketing", now=timezone.now())
    assert not ruling.is_allowed and ContactBlock.objects.count() == 2
    strict.post(address, {"List-Unsubscribe": "One-Click"})
    assert ContactBlock.objects.count() == 2
    row = Mailing.objects.get(address="counted@tongchuang.cn")
    page = f"/mail/leave/{actions.posting.mark_of(row, actions.LEAVE)}/"
    assert "退订" in Client().get(page).content.decode()
    assert Mailing.objects.get(pk=row.pk).left_at is None
    Client().post(page)
    assert Mailing.objects.get(pk=row.pk).left_at
    assert queries.figures_of(issue).left == 2


def test_whoever_says_no_after_the_list_was_made_is_left_out(server, issue, house, readers):
    actions.release(issue, by=fresh(house.boss))
    now = timezone.now()
    place = queries.START
    issue = actions.begin_due(by=None, now=now)
    while place is not None:
        place = actions.list_slice(issue, place, by=None, now=now)
    block_contact(readers["yes"], way=Way.MAIL, by=house.chen)
    run()
    assert [one["To"] for one in server.post.letters] == ["counted@tongchuang.cn"]
    assert Mailing.objects.get(address="yes@tongchuang.cn").state == MailingState.DROPPED


def test_who_stops_an_issue_while_it_is_listed_stops_it(server, issue, house):
    actions.release(issue, by=fresh(house.boss))
    now = timezone.now()
    issue = actions.begin_due(by=None, now=now)
    actions.stop(issue, by=fresh(house.boss))
    assert actions.list_slice(issue, queries.START, by=None, now=now) is None
    assert not Mailing.objects.exists()
    issue.refresh_from_db()
    assert issue.state == "stopped" and issue.queued_at is None


def test_a_page_does_not_look_through_everybody_for_one_who_agreed(issue, house, readers):
    """The page counts the first few; only whoever releases it waits until one is found."""
    whole = queries.counted(issue, fresh(house.boss), now=timezone.now())
    few = queries.counted(issue, fresh(house.boss), now=timezone.now(), most=0)
    assert (few.count, few.is_more) == (0, True) and whole.count and not whole.is_more


def test_an_issue_keeps_its_pace(server, issue, house):
    change_parameter("mail.a_minute", given=["1"], by=fresh(house.boss), reason="慢一点")
    actions.release(issue, by=fresh(house.boss))
    run()
    assert len(server.post.letters) == 1
    run(now=timezone.now() + timedelta(seconds=61))
    assert len(server.post.letters) == 2


def test_a_bounced_newsletter_marks_the_address(server, issue, mailbox, house, customer):
    actions.release(issue, by=fresh(house.boss))
    run()
    letter = next(one for one in server.post.letters if one["To"] == "yes@tongchuang.cn")
    raw = (LETTERS / "bounce.eml").read_bytes().replace(b"wangfang@", b"yes@")
    id_ = letter["Message-ID"].strip("<>").encode()
    server.deliver(mailbox.address, raw.replace(b"LETTER@fenggu.example.cn", id_))
    fetch(mailbox)
    assert Mailing.objects.get(address="yes@tongchuang.cn").state == MailingState.BOUNCED
    assert customer.bad_values.count() == 1
    person = Client()
    person.force_login(house.boss)
    told = person.get(issue.get_absolute_url()).content.decode()
    assert "没有送到的" in told and customer.name in told


def test_people_without_consent_are_refused_with_the_numbers(issue, house, readers):
    for name in ("yes", "counted"):
        block_contact(readers[name], way=Way.MAIL, by=house.chen)
    with pytest.raises(
        Refused, match="登记了免打扰 3 位、没有同意接收营销信息 2 位、没有邮箱 1 位"
    ):
        actions.release(issue, by=fresh(house.boss))


def test_what_cannot_go_out_is_refused(issue, house, settings):
    with pytest.raises(Refused, match="已经过去"):
        actions.release(issue, by=fresh(house.boss), due_at=timezone.now() - timedelta(minutes=1))
    settings.SITE_ADDRESS = ""
    with pytest.raises(Refused, match="MAIZI_ADDRESS"):
        actions.release(issue, by=fresh(house.boss))
    with pytest.raises(Refused, match="至少写一个栏目"):
        actions.save_issue(issue, sections=[], tags=[], by=house.boss)
    with pytest.raises(Refused, match="没有在发送"):
        actions.stop(issue, by=house.boss)


def test_a_later_issue_waits_and_can_be_stopped(server, issue, house):
    later = timezone.now() + timedelta(hours=2)
    actions.release(issue, by=fresh(house.boss), due_at=later)
    run()
    assert not Mailing.objects.exists()
    actions.stop(issue, by=fresh(house.boss))
    run(now=later + timedelta(minutes=1))
    issue.refresh_from_db()
    assert issue.state == IssueState.DRAFT and not server.post.letters


def test_a_test_goes_to_oneself(server, issue, house):
    with pytest.raises(Refused, match="没有邮箱"):
        actions.try_issue(issue, by=house.boss)
    house.boss.email = "boss@fenggu.example.cn"
    actions.try_issue(issue, by=house.boss)
    (letter,) = server.post.letters
    assert letter["Subject"].startswith("【试发】") and "List-Unsubscribe" not in letter
