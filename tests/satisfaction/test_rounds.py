"""A round from its list to the last answer (G-9)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.complaints.models import Complaint
from maizi.customers.models import Contact
from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.kit.pages import save
from maizi.privacy.actions import block_contact
from maizi.satisfaction import actions, queries
from maizi.satisfaction.actions import inviting, letters
from maizi.satisfaction.events import ResponseTaken
from maizi.satisfaction.models import Answer, Invitation, Questionnaire, Response, Round
from maizi.satisfaction.pages import ROUNDS
from maizi.satisfaction.rules.answers import Given
from maizi.service.models import Ticket
from tests.house import fresh
from tests.inbox.conftest import mailbox as mailbox
from tests.jobs.conftest import later, work_off
from tests.service.conftest import Service

pytestmark = pytest.mark.django_db


def test_plans_that_are_refused(asking):
    with pytest.raises(Refused, match="不是这种调查用的"):
        asking.round(questionnaire=Questionnaire.objects.get(type="post_service"))
    with pytest.raises(Refused, match="已经过去"):
        asking.round(closes_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="哪段时间"):
        asking.round("post_service", since=None)
    with pytest.raises(Refused, match="有“发起调查”的权限"):
        asking.round(owner=asking.chen)
    row = asking.round()
    with pytest.raises(Refused, match="名单上还没有人"):
        actions.begin(row, by=asking.lin)


def test_who_is_on_the_list(asking, house):  # G-9, N-1, M-3
    agreed = asking.customer("同意的")
    asking.customer("没有说过的", agreed=False)
    blocked = asking.customer("免打扰的")
    block_contact(blocked, way="", by=asking.chen)
    asking.customer("没买过的", lifecycle="prospect")
    asking.customer("华北的", owner=house.meng)  # out of lin's sight
    house.customer("公海里", pool=house.pool, owner=None, lifecycle="client")
    recent = asking.customer("上周问过的")
    before = asking.round(name="上一轮")
    Invitation.objects.create(round=before, customer=recent, made_at=timezone.now())
    person = asking.customer("联系人同意的", agreed=False)
    contact = Contact.objects.create(customer=person, name="王方", is_primary=True)
    asking.agree(contact)
    row = asking.round()
    found = actions.fill_list(row, by=asking.lin)
    assert {one.customer_id for one in found.asked} == {agreed.pk, person.pk}
    assert row.invitations.get(customer=person).contact == contact
    row.refresh_from_db()
    assert row.left_out == {"silent": 1, "refused": 1, "recent": 1}
    assert actions.fill_list(row, by=asking.lin).asked == (), "twice is once"
    with pytest.raises(Refused, match="问谁、问什么不能再改"):
        row.is_anonymous = True
        save(ROUNDS, row=row, verb="change", by=asking.lin)


def test_rounds_about_services_installations_complaints(asking, house):
    desk = Service(house)
    customer = asking.customer("报修的")
    for days in (3, 1, 90):
        ticket = desk.taken(customer=customer)
        Ticket.objects.filter(pk=ticket.pk).update(
            state="closed", ended_at=timezone.now() - timedelta(days=days)
        )
    row = asking.round("post_service", owner=asking.boss)
    (one,) = actions.fill_list(row, by=asking.boss).asked
    row.refresh_from_db()
    assert one.customer_id == customer.pk and row.left_out == {"again": 1}
    other = asking.customer("安装的")
    asking.installed(other)
    row = asking.round("post_install", owner=asking.boss)
    assert [one.subject[2] for one in actions.fill_list(row, by=asking.boss).asked] == ["YS1"]
    third = asking.customer("投诉的")
    secret = asking.customer("保密投诉的")
    for who, is_confidential in ((third, False), (secret, True)):
        Complaint.objects.create(
            no=f"TS{who.pk}", customer=who, received_at=timezone.now(), category="service",
            title="慢", words="慢", priority="p3", score=1, owner=asking.boss,
            org_unit=asking.boss.unit, state="closed", ended_at=timezone.now(),
            is_confidential=is_confidential,
        )  # fmt: skip
    row = asking.round("post_complaint", owner=asking.boss)
    (one,) = actions.fill_list(row, by=asking.boss).asked
    assert one.customer_id == third.pk


def test_letters_one_reminder_and_the_answer(asking, mailbox):  # G-9: reminder ≤ 1
    customer = asking.customer("华宁科技", email="info@example.com")
    asking.customer("没有邮箱的")
    row = asking.open(way="mail")
    work_off()
    (letter,) = mailbox.letters
    assert letter["To"] == "info@example.com" and "请您评价" in letter["Subject"]
    token = letter.get_content().split("/surveys/answer/")[1].split("/")[0]
    one = row.invitations.get(customer=customer)
    assert one.sending == "sent" and token not in (one.token_hash, one.seed)
    nowhere = row.invitations.exclude(pk=one.pk).get()
    assert (nowhere.sending, nowhere.problem) == ("failed", "没有邮箱")
    assert actions.queue_reminders(row, by=asking.lin) == 1
    work_off()
    assert "提醒" in mailbox.letters[1]["Subject"] and token in mailbox.letters[1].get_content()
    with pytest.raises(Refused, match="最多提醒一次"):
        actions.queue_reminders(row, by=asking.lin)
    found = actions.invitation_for(token)
    assert found == one and actions.invitation_for(token[:-1] + "x") is None
    with recording() as heard:
        made = actions.take_answer(found, asking.given(row))
    assert (made.customer, made.index, made.nps, made.mood) == (customer, "100.00", 10, "very")
    assert [type(e) for e in heard] == [ResponseTaken]
    with pytest.raises(Refused, match="已经答过"):
        actions.take_answer(found, asking.given(row))
    assert Response.objects.count() == 1


def test_what_the_server_did_not_take_is_tried_again(asking, mailbox):
    asking.customer("华宁科技", email="info@example.com")
    mailbox.refuses["info@example.com"] = "450 later"
    row = asking.open(way="mail")
    work_off()
    one = row.invitations.get()
    assert one.sending == "queued" and one.problem
    mailbox.refuses.clear()
    work_off(later(minutes=11))
    one.refresh_from_db()
    assert (one.sending, one.problem, len(mailbox.letters)) == ("sent", "", 1)


def test_after_the_end_nobody_is_written_to(asking, mailbox):
    asking.customer("华宁科技", email="info@example.com")
    row = asking.open(way="mail")
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    work_off()
    one = row.invitations.get()
    assert mailbox.letters == [] and one.sending == "failed" and "来不及" in one.problem
    for verb in (actions.queue_letters, actions.queue_reminders):
        with pytest.raises(Refused, match="截止日期"):
            verb(row, by=asking.lin)


def test_two_jobs_at_once_write_one_letter(asking, mailbox, monkeypatch):
    asking.customer("华宁科技", email="info@example.com")
    row = asking.open(way="mail")
    real = letters.send_letter

    def meanwhile(letter, server):
        assert actions.mail_letters(row, tried=3) == 0
        real(letter, server)

    monkeypatch.setattr(letters, "send_letter", meanwhile)
    assert actions.mail_letters(row) == 1 and len(mailbox.letters) == 1


def test_without_a_mail_server_links_are_handed_over(asking):
    asking.customer("华宁科技", email="info@example.com")
    row = asking.open(way="mail")
    with pytest.raises(Refused, match="没有邮件服务器"):
        actions.queue_letters(row, by=asking.lin)
    one = row.invitations.get()
    token = actions.hand_link(one, by=asking.chen)
    assert actions.hand_link(one, by=asking.chen) == token, "the same link, whoever asks"
    one.refresh_from_db()
    assert one.sending == "handed" and actions.invitation_for(token) == one
    asking.answer(row)
    with pytest.raises(Refused, match="已经答过"):
        actions.hand_link(one, by=asking.chen)


def test_another_key_of_the_house_makes_another_link(asking, settings):
    row = asking.open(people=[asking.customer("华宁科技")])
    one = row.invitations.get()
    old = actions.hand_link(one, by=asking.chen)
    settings.SECRET_KEY = "another key of the house, long enough to be one"
    one.refresh_from_db()
    new = actions.hand_link(one, by=asking.chen)
    assert new != old and actions.invitation_for(old) is None
    assert actions.invitation_for(new) == one


def test_anonymous_answers_lead_to_nobody(asking, house):  # G-9
    people = [asking.customer(f"匿名{n}") for n in range(3)]
    row = asking.open(people=people, is_anonymous=True)
    before = HistoryEntry.objects.count()
    with recording() as heard:
        for _ in people:
            asking.answer(row, scale=Given(1), nps=Given(0), text="不好说")
    assert heard == [] and HistoryEntry.objects.count() == before
    for one in Response.objects.all():
        named = ("invitation", "customer", "answered_at", "by")
        assert [getattr(one, name) for name in named] == [None] * 4
        assert one.value_class == one.nature == one.province == one.party_type == ""
    assert row.invitations.filter(is_answered=True).count() == 3
    assert row.alerts.count() == 0, "nobody can be called"
    ids = set(Response.objects.values_list("pk", flat=True))
    ids |= set(Answer.objects.values_list("pk", flat=True))
    newest = Invitation.objects.order_by("-pk").first().pk
    assert min(ids) < newest, "ids do not tell the order of things"
    assert queries.words_of(asking.lin, row) == ([], 3)
    assert queries.shown_results(row).withheld and queries.segments_of(row, "province") == []


def test_enough_is_enough(asking):  # G-9: quota
    people = [asking.customer(f"客户{n}") for n in range(3)]
    row = asking.open(people=people, quota=2)
    for _ in range(2):
        asking.answer(row)
    with pytest.raises(Refused, match="收够"):
        asking.answer(row)
    assert actions.turn_rounds(now=timezone.now()) == {"ended": 1, "added": 0}
    row.refresh_from_db()
    assert row.state == "closed" and row.closed_at


def test_asked_on_the_telephone(asking):
    row = asking.open(people=[asking.customer("华宁科技")])
    made = asking.answer(row, by=asking.chen)
    assert (made.way, made.by) == ("phone", asking.chen)
    entry = HistoryEntry.objects.get(kind="satisfaction.response")
    assert entry.actor_id == asking.chen.pk


def test_the_night_asks_about_what_was_closed_since(asking, house):
    row = asking.round("post_install", owner=asking.boss)
    first = asking.customer("先装的")

    asking.installed(first)
    actions.fill_list(row, by=asking.boss)
    actions.begin(row, by=asking.boss)
    asking.installed(asking.customer("后装的"), "YS2")
    assert actions.turn_rounds(now=timezone.now()) == {"ended": 0, "added": 1}
    assert row.invitations.count() == 2
    assert actions.turn_rounds(now=later(days=11)) == {"ended": 1, "added": 0}


def test_who_is_taken_off_the_list(asking):
    people = [asking.customer("一"), asking.customer("二")]
    row = asking.open(people=people)
    first, second = row.invitations.order_by("id")
    actions.hand_link(first, by=asking.chen)
    with pytest.raises(Refused, match="已经送出"):
        actions.drop(first, by=asking.lin)
    actions.drop(second, by=asking.lin)
    assert row.invitations.count() == 1
    actions.close_round(row, by=asking.lin)
    with pytest.raises(Refused, match="不能再加人"):
        actions.fill_list(row, by=asking.lin)
    with pytest.raises(Refused, match="不能再改"):
        row.refresh_from_db()
        row.name = "改名"
        save(ROUNDS, row=row, verb="change", by=asking.lin)


def test_links_are_unguessable(asking):
    row = asking.open(people=[asking.customer("一"), asking.customer("二")])
    tokens = {inviting.token_of(one) for one in row.invitations.all()}
    assert len(tokens) == 2 and {len(one) for one in tokens} == {inviting.TOKEN_LENGTH}
    for wrong in ("", "x" * 43, "x" * 44, "é" * 43):
        assert actions.invitation_for(wrong) is None


def test_rounds_change_hands_with_the_rest(asking, house):  # C-70
    row = asking.round()
    held = actions.ROUNDS
    assert [one.id for one in held.held(asking.lin)] == [row.pk] and held.count(asking.lin) == 1
    given = {"giver": asking.lin, "by": asking.boss, "reason": "离职"}
    (why,) = held.give([row.pk], taker=asking.chen, **given).values()
    assert "没有“发起调查”的权限" in why
    assert held.give([row.pk], taker=asking.boss, **given) == {} and held.count(asking.lin) == 0
    row.refresh_from_db()
    assert fresh(row.owner) == asking.boss
