"""Letters of events: none too late, none twice, and whoever counts on it hears that it is off."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.customers.actions.merging import Wish, merge, unmerge
from maizi.customers.models import Activity, Customer
from maizi.events import actions
from maizi.events.actions import letters
from maizi.events.models import Invitation
from maizi.events.terms import Answer, Sending
from maizi.kernel.errors import Refused
from tests.house import fresh
from tests.inbox.conftest import mailbox as mailbox
from tests.jobs.conftest import later, work_off

pytestmark = pytest.mark.django_db


def queued(salon, row) -> Invitation:
    """One person who agreed, with his letter waiting."""
    one = salon.invite(row, contact=salon.contact)
    salon.agreed(salon.contact)
    assert actions.queue_letters(row, by=salon.lin) == 1
    return one


@pytest.mark.parametrize(("over", "words"), [("begun", "已经开始"), ("closed", "已经截止")])
def test_nobody_is_invited_too_late(salon, mailbox, over, words):  # C-40
    row = salon.open()
    one = queued(salon, row)
    getattr(salon, over)(row)
    with pytest.raises(Refused, match=words):
        salon.invite(row)
    with pytest.raises(Refused, match=words):
        actions.queue_letters(row, by=salon.lin)
    with pytest.raises(Refused, match=words):
        actions.hand_link(one, by=salon.chen)
    work_off()
    one.refresh_from_db()
    assert mailbox.letters == [] and one.sending == "failed" and "来不及" in one.problem


def test_what_the_server_did_not_take_is_tried_again(salon, mailbox):
    row = salon.open()
    one = queued(salon, row)
    mailbox.refuses["wang@example.com"] = "450 later"
    work_off()
    one.refresh_from_db()
    assert one.sending == "queued" and one.problem
    mailbox.refuses.clear()
    work_off(later(minutes=11))
    one.refresh_from_db()
    assert (one.sending, one.problem, len(mailbox.letters)) == ("sent", "", 1)


def test_after_four_tries_it_has_failed(salon, mailbox):
    row = salon.open()
    one = queued(salon, row)
    mailbox.refuses["wang@example.com"] = "450 later"
    for n in range(4):
        one.refresh_from_db()
        assert one.sending == "queued", n
        assert len(work_off(later(minutes=11 * n))) == 1
    one.refresh_from_db()
    assert one.sending == "failed" and one.problem
    assert work_off(later(hours=9)) == []


def test_two_jobs_at_once_write_one_letter(salon, mailbox, monkeypatch):
    row = salon.open()
    one = queued(salon, row)
    real = letters.send_letter

    def meanwhile(letter, server):
        with pytest.raises(Refused, match="正在发送"):
            actions.hand_link(one, by=salon.chen)
        assert actions.mail_letters(row, tried=3) == 0
        real(letter, server)

    monkeypatch.setattr(letters, "send_letter", meanwhile)
    assert actions.mail_letters(row) == 1
    (letter,) = mailbox.letters
    token = letter.get_content().split("/events/reply/")[1].split("/")[0]
    assert actions.invitation_for(token) == one
    one.refresh_from_db()
    assert one.sending == "sent"


def test_a_letter_whose_job_was_cut_off_is_written_later(salon, mailbox):
    row = salon.open()
    one = queued(salon, row)
    Invitation.objects.update(trying_since=timezone.now())
    assert actions.mail_letters(row) == 0
    Invitation.objects.update(trying_since=timezone.now() - timedelta(minutes=6))
    assert actions.mail_letters(row) == 1
    one.refresh_from_db()
    assert one.sending == "sent"


def test_who_was_handed_a_link_gets_no_letter_that_ends_it(salon, mailbox):
    row = salon.open()
    one = queued(salon, row)
    token = actions.hand_link(one, by=salon.chen)
    work_off()
    assert mailbox.letters == [] and actions.invitation_for(token) == one


def test_whoever_counts_on_it_hears_that_it_is_off(salon, house, mailbox):  # C-40
    row = salon.open()
    people = {}
    for name in ("handed", "yes", "no", "silent", "nowhere"):
        address = "" if name == "nowhere" else f"{name}@example.com"
        customer = house.customer(name, salon.house.chen, email=address)
        people[name] = salon.invite(row, customer)
    for name in ("handed", "no", "nowhere"):
        actions.hand_link(people[name], by=salon.chen)
    actions.answer(people["yes"], said=Answer.YES, by=salon.chen)
    actions.answer(people["no"], said=Answer.NO)
    mailbox.refuses["yes@example.com"] = "450 later"
    actions.cancel_event(row, reason="场地停电", by=salon.lin)
    work_off()
    assert [one["To"] for one in mailbox.letters] == ["handed@example.com"]
    mailbox.refuses.clear()
    work_off(later(minutes=11))
    assert [one["To"] for one in mailbox.letters][1:] == ["yes@example.com"]
    assert work_off(later(hours=9)) == [], "without an address there is nothing to try again"
    nowhere = Invitation.objects.get(pk=people["nowhere"].pk)
    assert nowhere.problem == "没有邮箱" and nowhere.off_told_at is None
    actions.note_told(nowhere, by=salon.chen)
    nowhere.refresh_from_db()
    assert nowhere.off_told_at and nowhere.problem == ""


def test_a_summary_keeps_what_comes_next_and_locks_in_one_order(salon, house):
    row, day = salon.open(), timezone.localdate() + timedelta(days=9)
    late = house.customer("后建的", salon.house.chen, next_contact_on=day)
    for customer in (late, salon.customer):
        salon.invite(row, customer)
    salon.begun(row)
    for one in row.invitations.all():
        actions.check_in(one, by=salon.chen)
    actions.close_event(row, cost_yuan=1, opinions="好", result="好", by=salon.lin)
    rows = Activity.objects.filter(channel="event").order_by("id")
    assert list(rows.values_list("customer", flat=True)) == [salon.customer.pk, late.pk]
    late.refresh_from_db()
    assert late.next_contact_on == day and late.last_contact_at


def test_customers_made_one_keep_both_answers(salon, house):
    row = salon.open()
    other = house.customer("华宁科技", salon.house.chen)
    stays, goes = salon.invite(row), salon.invite(row, other)
    actions.answer(goes, said=Answer.YES, companions=2, note="素食")
    salon.begun(row)
    actions.check_in(goes, by=salon.chen)
    made = merge(Wish({salon.customer.pk, other.pk}, salon.customer.pk), by=fresh(salon.house.boss))
    (one,) = Invitation.objects.all()
    assert (one.pk, one.answer, one.companions, one.note) == (stays.pk, "yes", 2, "素食")
    assert one.attended_at and one.checked_by == salon.chen
    unmerge(made, by=fresh(salon.house.boss))
    one.refresh_from_db()
    assert (one.answer, one.attended_at, one.sending) == ("none", None, Sending.NONE)
    assert Invitation.objects.get(pk=goes.pk).companions == 2
    assert Customer.objects.filter(pk=other.pk).exists()
