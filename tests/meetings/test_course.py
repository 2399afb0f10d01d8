"""A meeting from the invitation to the last action (C-50)."""

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from maizi.accounts.access import held_by
from maizi.clocks.actions import advance
from maizi.clocks.models import Clock
from maizi.customers.models import Activity
from maizi.inbox.models import Notice, Todo
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.events import recording
from maizi.kit.pages import save
from maizi.meetings import access, actions, queries
from maizi.meetings.actions.holdings import ACTIONS
from maizi.meetings.events import MeetingClosed
from maizi.meetings.models import Action, Meeting
from maizi.meetings.pages import MEETINGS
from tests.house import fresh
from tests.inbox.conftest import mailbox as mailbox
from tests.jobs.conftest import work_off

pytestmark = pytest.mark.django_db


def test_ready_only_when_everybody_was_sent_it(gathering):  # C-50 prepare
    row = gathering.prepared()
    with pytest.raises(Refused) as refusal:
        actions.make_ready(row, by=gathering.lin)
    assert "陈默" in refusal.value.text(str) and "许晴" in refusal.value.text(str)
    assert actions.send_agenda(row, by=gathering.lin) == 2
    assert {n.user_id for n in Notice.objects.filter(event="meetings.invited")} == {
        gathering.chen.pk, gathering.xu.pk,
    }  # fmt: skip
    assert actions.make_ready(row, by=gathering.lin).state == "ready"
    assert actions.add_people(row, [gathering.chen], by=gathering.lin) == 0


def test_a_changed_agenda_must_reach_everybody_again(gathering):  # C-50 prepare
    row = gathering.ready()
    actions.add_point(row, title="备件", by=gathering.lin)
    row.refresh_from_db()
    assert row.state == "preparing"
    with pytest.raises(Refused, match="还没有送达"):
        actions.make_ready(row, by=gathering.lin)
    assert actions.send_agenda(row, by=gathering.lin) == 2
    actions.make_ready(row, by=gathering.lin)
    row.refresh_from_db()
    row.starts_at += timedelta(hours=1)
    save(MEETINGS, row=row, verb="change", by=gathering.lin)
    assert row.state == "preparing" and queries.preparation_of(row).reached[1][1] == "none"


def test_somebody_new_has_not_been_sent_it(gathering, house):  # C-50 prepare
    row = gathering.ready()
    actions.add_people(row, [house.boss], by=gathering.lin)
    row.refresh_from_db()
    assert row.state == "preparing"
    guest = actions.add_guest(row, name="王方", by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    with pytest.raises(Refused, match="王方"):
        actions.make_ready(row, by=gathering.lin)
    actions.hand_agenda(guest, by=gathering.lin)
    assert actions.make_ready(row, by=gathering.lin).state == "ready"


def test_invitations_that_are_refused(gathering):  # C-50: a date in the past
    with pytest.raises(Refused, match="已经过去"):
        gathering.meeting(starts_at=timezone.now() - timedelta(minutes=1))
    row = gathering.meeting()
    with pytest.raises(Refused, match="还缺"):
        actions.send_agenda(row, by=gathering.lin)
    row = gathering.prepared()
    Meeting.objects.filter(pk=row.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(Refused, match="已经过去"):
        actions.send_agenda(row, by=gathering.lin)
    assert not Notice.objects.filter(event="meetings.invited").exists()


def test_invitations_leave_by_mail_once_and_cancellations_follow(gathering, mailbox):  # C-50
    row = gathering.prepared()
    gathering.chen.email = "chen@example.com"
    gathering.chen.save()
    actions.add_guest(row, name="王方", email="wangfang@example.com", by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    with pytest.raises(Refused, match="王方"):
        actions.make_ready(row, by=gathering.lin)
    work_off()
    assert {letter["To"] for letter in mailbox.letters} == {
        "chen@example.com", "wangfang@example.com",
    }  # fmt: skip
    (part,) = [p for p in mailbox.letters[0].walk() if p.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    (event,) = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert event["SUMMARY"] == "华宁年度回顾"
    assert actions.make_ready(row, by=gathering.lin).state == "ready"
    actions.mail_invitations(row, by=gathering.lin)
    assert len(mailbox.letters) == 2
    actions.cancel_meeting(row, by=gathering.lin, reason="客户改期")
    work_off()
    letters = [one for one in mailbox.letters if "会议取消" in one["Subject"]]
    (part,) = [p for p in letters[-1].walk() if p.get_content_type() == "text/calendar"]
    assert len(letters) == 2 and part.get_param("method") == "CANCEL"


def test_a_guest_whose_mail_is_not_taken_is_not_reached(gathering, mailbox):  # C-50 prepare
    row = gathering.prepared()
    mailbox.refuses["nobody@example.com"] = "550 no such user"
    guest = actions.add_guest(row, name="王方", email="nobody@example.com", by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    work_off()
    guest.refresh_from_db()
    assert guest.delivery == "failed" and "550" in guest.problem


def test_without_a_mail_server_somebody_hands_it_over(gathering):  # C-50 prepare
    row = gathering.prepared()
    guest = actions.add_guest(row, name="王方", email="wang@example.com", by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    guest.refresh_from_db()
    assert (guest.delivery, guest.problem) == ("failed", "没有邮件服务器")


def test_each_action_needs_an_owner_and_a_day(gathering):  # C-50 close
    row = gathering.held()
    with pytest.raises(Refused, match="不能早于今天"):
        actions.agree(row, text="送样", owner=None,
                      due_on=timezone.localdate() - timedelta(1), by=gathering.lin)  # fmt: skip
    action = actions.agree(row, text="送样", owner=None, due_on=None, by=gathering.lin)
    with pytest.raises(Refused, match="送样"):
        actions.end_meeting(row, conclusion="好", by=gathering.lin)
    actions.finish_action(action, by=gathering.lin, is_done=False, note="客户不要了")
    row = actions.end_meeting(row, conclusion="好", by=gathering.lin)
    assert row.state == "following"
    with pytest.raises(Refused, match="会后补"):
        actions.agree(row, text="再送样", owner=None, due_on=None, by=gathering.lin)


def test_decisions_are_written_down_while_the_meeting_is_held(gathering):  # C-50 close
    row = gathering.ready()
    with pytest.raises(Refused, match="不在进行中"):
        actions.decide(row, text="换滤芯", by=gathering.lin)
    row = actions.start_meeting(row, by=gathering.lin)
    decision = actions.decide(row, text="换滤芯", by=gathering.lin)
    actions.undecide(decision, by=gathering.lin)
    with pytest.raises(Refused, match="决定"):
        actions.decide(row, text=" ", by=gathering.lin)
    with pytest.raises(Refused, match="开始、结束或取消"):
        actions.drop_point(row.points.get(), by=gathering.lin)


def test_the_end_asks_owners_and_tells_the_customers_stream(gathering):  # C-50 after, C-1
    row = gathering.over(gathering.chen)
    todo = Todo.objects.get(source="meetings.action")
    assert (todo.owner, todo.due_on) == (gathering.chen, row.actions.get().due_on)
    assert Todo.objects.get(source="meetings.minutes").owner == gathering.lin
    activity = Activity.objects.get()
    assert (activity.channel, activity.customer) == ("meeting", gathering.customer)
    assert "换滤芯" in activity.content


def test_minutes_within_a_day(gathering, house):  # C-50 after
    row = gathering.over(gathering.chen)
    clock = Clock.objects.get(code="meetings.minutes")
    assert clock.due_at - row.ended_at == timedelta(hours=24)
    actions.send_minutes(row, by=gathering.lin)
    clock.refresh_from_db()
    assert clock.state == "met"
    told = Notice.objects.filter(event="meetings.minutes")
    assert {n.user_id for n in told} == {gathering.lin.pk, gathering.chen.pk, gathering.xu.pk}
    assert "陈默的行动" in told.first().text
    with pytest.raises(Refused, match="已经发出"):
        actions.send_minutes(row, by=gathering.lin)


def test_late_minutes_are_told(gathering, house):  # C-50 after
    house.lin.superior = house.boss
    house.lin.save()
    gathering.over(gathering.chen)
    advance(now=timezone.now() + timedelta(hours=25))
    told = Notice.objects.filter(event="meetings.late").values_list("user", flat=True)
    assert set(told) == {gathering.lin.pk, house.boss.pk}


def test_minutes_are_mailed_to_guests(gathering, mailbox):  # C-50 after
    row = gathering.prepared()
    guest = actions.add_guest(row, name="王方", email="wang@example.com", by=gathering.lin)
    actions.hand_agenda(guest, by=gathering.lin)
    actions.send_agenda(row, by=gathering.lin)
    row = actions.start_meeting(actions.make_ready(row, by=gathering.lin), by=gathering.lin)
    actions.note_attendance(row, attended=[guest.pk], spoke=[guest.pk], by=gathering.lin)
    actions.summarise(row.points.get(), actions.Summary("三次"), by=gathering.lin)
    actions.decide(row, text="换滤芯", by=gathering.lin)
    actions.end_meeting(row, conclusion="好", by=gathering.lin)
    work_off()
    mailbox.letters.clear()
    actions.send_minutes(row, by=gathering.lin)
    work_off()
    (letter,) = [one for one in mailbox.letters if one["To"] == "wang@example.com"]
    text = letter.get_body(("plain",)).get_content()
    assert "发言：王方" in text and "- 换滤芯" in text


def test_closed_only_when_the_last_action_is_done(gathering, house):  # C-50 track
    row = gathering.over(gathering.chen, gathering.xu)
    first, second = row.actions.order_by("id")
    with pytest.raises(Refused, match="负责人或会议主持人"):
        actions.finish_action(first, by=gathering.xu)
    actions.finish_action(first, by=gathering.chen, note="已送")
    actions.send_minutes(row, by=gathering.lin)
    row.refresh_from_db()
    assert row.state == "following"
    with pytest.raises(Refused, match="为什么取消"):
        actions.finish_action(second, by=gathering.lin, is_done=False)
    with recording() as heard:
        actions.finish_action(second, by=gathering.lin, is_done=False, note="客户不要了")
    row.refresh_from_db()
    assert row.state == "closed" and MeetingClosed(row.pk) in heard
    assert not Todo.objects.filter(source="meetings.action", state="open").exists()
    with pytest.raises(Refused, match="已经了结"):
        actions.finish_action(first, by=gathering.chen)


def test_overdue_actions_go_higher_once(gathering, house):  # C-50 track
    house.chen.superior = house.boss
    house.chen.save()
    row = gathering.over(gathering.chen)
    Action.objects.update(due_on=timezone.localdate() - timedelta(1))
    enqueue("meetings.chase", by=None)
    work_off()
    told = Notice.objects.filter(event="meetings.chased").values_list("user", flat=True)
    assert sorted(told) == sorted([house.chen.pk, house.lin.pk, house.boss.pk])
    assert actions.chase(today=timezone.localdate()) == 0
    found = queries.rate_of(gathering.lin, since=timezone.localdate() - timedelta(9),
                            until=timezone.localdate(), today=timezone.localdate())  # fmt: skip
    assert (found.agreed, found.overdue, found.rate) == (1, 1, 0)
    assert row.state == "following"


def test_who_sees_a_meeting(gathering, house):  # M-3
    row = gathering.prepared()
    seen = [p for p in (house.lin, house.chen, house.xu, house.meng, house.boss)
            if access.visible_meetings(fresh(p)).exists()]  # fmt: skip
    assert seen == [house.lin, house.chen, house.xu, house.boss]
    assert access.may(gathering.lin, "change", row) and access.may(fresh(house.boss), "change", row)
    assert not access.may(gathering.chen, "change", row)


def test_open_actions_change_hands(gathering, house):  # C-70
    row = gathering.over(gathering.chen)
    assert (ACTIONS, 1) in held_by(gathering.chen)
    (held,) = ACTIONS.held(gathering.chen)
    ACTIONS.give([held.id], giver=gathering.chen, taker=gathering.xu, by=gathering.lin, reason="走")
    assert row.actions.get().owner == gathering.xu
    todo = Todo.objects.get(source="meetings.action", state="open")
    assert todo.owner == gathering.xu and not ACTIONS.count(gathering.chen)
