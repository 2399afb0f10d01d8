"""What each step of a meeting wants, and how it is followed through (C-50)."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from maizi.kernel.errors import Refused
from maizi.meetings.rules.course import (
    Agreed,
    Preparation,
    Record,
    check_move,
    check_record,
    check_start,
    is_settled,
    lacks,
    unreached,
)
from maizi.meetings.rules.follow import Action, follow_through
from maizi.meetings.rules.invitation import Event, Guest, invitation
from maizi.meetings.terms import ActionState, Delivery, State

NOW = datetime(2026, 6, 1, 2, tzinfo=UTC)
BOTH = (("林悦", Delivery.HANDED), ("陈默", Delivery.SENT))
DONE, OPEN = ActionState.DONE, ActionState.OPEN


@pytest.mark.parametrize(
    ("now", "to"),
    [("preparing", "holding"), ("ready", "following"), ("holding", "cancelled"),
     ("closed", "following"), ("cancelled", "ready")],
)  # fmt: skip
def test_steps_that_do_not_follow(now, to):  # C-50
    with pytest.raises(Refused, match="会议现在是"):
        check_move(State(now), State(to))


def test_nobody_is_invited_to_the_past():  # C-50
    with pytest.raises(Refused, match="已经过去"):
        check_start(NOW, NOW)
    check_start(NOW + timedelta(minutes=1), NOW)


def test_what_a_meeting_lacks():  # C-50 prepare
    assert len(lacks(Preparation(" ", "", 0, BOTH[:1]))) == 4
    assert lacks(Preparation("目的", "资料", 1, BOTH)) == []
    sent = (*BOTH, ("客人", Delivery.QUEUED), ("许晴", Delivery.NONE), ("何", Delivery.FAILED))
    assert unreached(Preparation("目的", "资料", 1, sent)) == ["客人", "许晴", "何"]


def record(**values) -> Record:
    usual = {"unsummed": [], "conclusion": "好", "attended": 2, "actions": []}
    return Record(**usual | values)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"attended": 0}, "谁到会"),
        ({"unsummed": ["维修"]}, "维修"),
        ({"conclusion": " "}, "总结"),
        ({"actions": [Agreed("送样", False, date(2026, 7, 1))]}, "送样"),
        ({"actions": [Agreed("送样", True, None)]}, "期限"),
    ],
)
def test_a_meeting_does_not_end_before_it_is_written_down(values, said):  # C-50 close
    with pytest.raises(Refused) as refusal:
        check_record(record(**values))
    assert said in refusal.value.text(str)


def test_what_was_called_off_needs_no_owner():  # C-50
    check_record(record(actions=[Agreed("不做了", False, None, ActionState.CANCELLED)]))
    assert is_settled([DONE, ActionState.CANCELLED]) and not is_settled([DONE, OPEN])


def test_follow_through():  # C-50 track
    day = date(2026, 6, 10)
    found = follow_through(
        [Action(day, DONE, day), Action(day, DONE, day + timedelta(1)), Action(day, OPEN),
         Action(day + timedelta(9), OPEN), Action(day, ActionState.CANCELLED, day)],
        day + timedelta(2),
    )  # fmt: skip
    assert (found.agreed, found.done, found.in_time, found.overdue) == (4, 2, 1, 1)
    assert (found.rate, found.in_time_rate) == (0.5, 0.25)
    assert follow_through([], day).rate is None


EVENT = Event(
    "meeting-7@maizi", 3, "年度回顾；服务, 方案", NOW + timedelta(days=1), 90, "二楼\n会议室",
    "目的：定方案" * 20, "https://crm.example.com/meetings/7/",
)  # fmt: skip


def parsed(**more):
    text = invitation(
        EVENT, organizer=Guest("林悦", "lin@example.com"), now=NOW,
        guests=[Guest('王"方"', "wang@example.com"), Guest("没有邮箱", "")], **more,
    )  # fmt: skip
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return icalendar.Calendar.from_ical(text)


def test_an_invitation_that_calendars_take():  # C-50, RFC 5545, RFC 5546
    calendar = parsed()
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST" and event["SUMMARY"] == EVENT.title
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (EVENT.uid, 3, "CONFIRMED")
    assert event.decoded("DTSTART") == EVENT.starts_at
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=90)
    assert event["ORGANIZER"] == "mailto:lin@example.com"
    guest = event["ATTENDEE"]
    assert guest == "mailto:wang@example.com" and guest.params["RSVP"] == "TRUE"
    assert guest.params["CN"] == "王'方'" and event["DESCRIPTION"] == EVENT.text


def test_a_cancellation_is_the_same_event():  # RFC 5546
    calendar = parsed(is_cancelled=True)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["UID"]) == (
        "CANCEL", "CANCELLED", EVENT.uid,
    )  # fmt: skip
