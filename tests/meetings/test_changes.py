"""Meetings that are called off, actions that change hands (C-50)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.inbox.models import Notice, Todo
from maizi.kernel.errors import Refused
from maizi.meetings import actions
from maizi.meetings.actions import letters
from maizi.meetings.actions.holdings import ACTIONS
from maizi.meetings.models import Meeting, Participant
from tests.inbox.conftest import mailbox as mailbox
from tests.jobs.conftest import later, work_off

pytestmark = pytest.mark.django_db


def test_a_meeting_called_off_before_the_mail_went_invites_nobody(gathering, mailbox):  # C-50
    row = gathering.prepared()
    guest = actions.add_guest(row, name="王方", email="wang@example.com", by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    actions.cancel_meeting(row, by=gathering.lin, reason="客户改期")
    work_off()
    assert mailbox.letters == []
    guest.refresh_from_db()
    assert guest.delivery == "none"


def test_a_meeting_called_off_while_the_mail_goes_out(gathering, mailbox, monkeypatch):  # C-50
    """Who was invited at the last moment is told; nobody is invited after that."""
    row = gathering.prepared()
    for name in ("甲", "乙"):
        actions.add_guest(row, name=name, email=f"{name}@example.com", by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    send = letters.send_letter

    def meanwhile(letter, server):
        send(letter, server)
        if not Meeting.objects.filter(pk=row.pk, state="cancelled").exists():
            actions.cancel_meeting(row, by=gathering.lin, reason="客户改期")

    monkeypatch.setattr(letters, "send_letter", meanwhile)
    work_off()
    said = [("取消" in str(one["Subject"]), one["To"]) for one in mailbox.letters]
    assert [is_off for is_off, _to in said] == [False, True] and said[0][1] == said[1][1]


def test_a_guest_told_by_telephone_hears_that_it_is_off(gathering, mailbox):  # C-50
    row = gathering.prepared()
    guest = actions.add_guest(row, name="王方", email="wang@example.com", by=gathering.lin)
    actions.hand_agenda(guest, by=gathering.lin)
    actions.cancel_meeting(row, by=gathering.lin, reason="客户改期")
    work_off()
    (letter,) = mailbox.letters
    assert letter["To"] == "wang@example.com" and "会议取消" in letter["Subject"]


def test_an_action_that_changes_hands_takes_its_to_do_along(gathering):  # C-50 track
    row = gathering.over(gathering.chen)
    action, later = row.actions.get(), timezone.localdate() + timedelta(20)
    changed = {"by": gathering.lin, "owner": gathering.xu, "due_on": later}
    actions.change_action(action, **changed)
    own = Todo.objects.filter(source="meetings.action", state="open")
    assert [(t.owner, timezone.localdate(t.due_at - timedelta(1))) for t in own] == [
        (gathering.xu, later)
    ]
    assert not Todo.objects.filter(owner=gathering.chen, state="open").exists()
    for wrong in (
        {"owner": None},
        {"due_on": None},
        {"due_on": timezone.localdate() - timedelta(1)},
    ):
        with pytest.raises(Refused):
            actions.change_action(action, **changed | wrong)
    actions.finish_action(action, by=gathering.xu)
    with pytest.raises(Refused, match="已经了结"):
        actions.change_action(action, **changed)


def test_what_is_left_blank_stays(gathering):  # C-50 track
    row = gathering.held()
    day = timezone.localdate() + timedelta(7)
    action = actions.agree(row, text="送样", owner=gathering.chen, due_on=day, by=gathering.lin)
    lin, address = Client(), reverse("meetings:actions_change", args=[row.pk])
    lin.force_login(gathering.lin)
    refused = lin.post(address, {"action": action.pk})
    assert refused.status_code == 422 and "新的负责人" in refused.content.decode()
    assert lin.post(address, {"action": action.pk, "owner": gathering.xu.pk}).status_code == 302
    action.refresh_from_db()
    assert (action.owner, action.due_on) == (gathering.xu, day)
    assert lin.post(address, {"action": action.pk, "due_on": "2030-01-01"}).status_code == 302
    action.refresh_from_db()
    assert (action.owner, action.due_on.isoformat()) == (gathering.xu, "2030-01-01")


def test_a_late_action_in_other_hands_is_told_of_anew(gathering):  # C-50 track
    row = gathering.over(gathering.chen)
    action = row.actions.get()
    late = action.due_on + timedelta(1)
    assert (actions.chase(today=late), actions.chase(today=late)) == (1, 0)
    actions.change_action(action, owner=gathering.xu, due_on=action.due_on, by=gathering.lin)
    assert actions.chase(today=late) == 1
    refused = ACTIONS.give(
        [action.pk], giver=gathering.xu, taker=gathering.chen, by=gathering.lin, reason="交接"
    )
    assert not refused and actions.chase(today=late) == 1
    told = Notice.objects.filter(event="meetings.chased", user=gathering.xu)
    assert told.count() == 1


def test_who_is_taken_off_is_told(gathering, mailbox):  # C-50: calendars strike it out
    row = gathering.prepared()
    gathering.chen.email = "chen@example.com"
    gathering.chen.save()
    guest = actions.add_guest(row, name="王方", email="wang@example.com", by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    work_off()
    mailbox.letters.clear()
    colleague = row.participants.get(user=gathering.chen)
    for person in (guest, colleague):
        person.refresh_from_db()
        actions.drop_person(person, by=gathering.lin)
    assert not row.participants.filter(pk__in=[guest.pk, colleague.pk]).exists()
    mailbox.refuses["wang@example.com"] = "450 later"
    work_off()
    assert [one["To"] for one in mailbox.letters] == ["chen@example.com"]
    mailbox.refuses.clear()
    work_off(later(minutes=1))
    assert [one["To"] for one in mailbox.letters][1:] == ["wang@example.com"]
    for letter in mailbox.letters:
        (part,) = [p for p in letter.walk() if p.get_content_type() == "text/calendar"]
        assert part.get_param("method") == "CANCEL" and "不用参加" in letter["Subject"]
        assert f"UID:meeting-{row.pk}@" in part.get_content()
    assert Notice.objects.filter(user=gathering.chen, title__contains="不用您参加").exists()
    assert not Participant.every.filter(pk__in=[guest.pk, colleague.pk]).exists()


def test_who_is_taken_off_may_take_part_again(gathering, mailbox):  # C-50 prepare
    row = gathering.prepared()
    actions.send_agenda(row, by=gathering.lin)
    actions.drop_person(row.participants.get(user=gathering.chen), by=gathering.lin)
    assert actions.add_people(row, [gathering.chen], by=gathering.lin) == 1
    assert row.participants.filter(user=gathering.chen).count() == 1


def test_who_was_never_invited_is_not_told(gathering, mailbox):  # C-50
    row = gathering.prepared()
    guest = actions.add_guest(row, name="王方", email="wang@example.com", by=gathering.lin)
    actions.drop_person(guest, by=gathering.lin)
    assert not Participant.every.filter(pk=guest.pk).exists()
    guest = actions.add_guest(row, name="王方", email="wang@example.com", by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    guest.refresh_from_db()
    actions.drop_person(guest, by=gathering.lin)
    work_off()
    work_off(later(minutes=3))
    assert mailbox.letters == [] and not Participant.every.filter(pk=guest.pk).exists()


def test_the_customers_next_step_stays(gathering):  # C-1
    day = timezone.localdate() + timedelta(9)
    customer = gathering.customer
    customer.next_contact_on = day
    customer.save(update_fields=["next_contact_on"])
    gathering.over(gathering.chen)
    customer.refresh_from_db()
    assert customer.next_contact_on == day and customer.last_contact_at
