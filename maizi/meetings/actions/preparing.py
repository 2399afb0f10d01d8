"""Call a meeting: purpose, people, points; change or cancel it (C-50 prepare)."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maizi.accounts.models import User
from maizi.fields.actions import next_number
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify, settle
from maizi.inbox.queries import has_mail
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..models import Meeting, Participant, Point
from ..rules.course import check_move, check_start
from ..terms import BEFORE, OPEN, Delivery, State

AGENDA = ("title", "purpose", "needed", "starts_at", "minutes", "place")
INVITE = "meetings.invited"
MOST_PEOPLE, MOST_POINTS = 100, 40
LETTER_ON_ITS_WAY = timedelta(minutes=2)


@transaction.atomic
def save_meeting(row: Meeting, verb: str, *, by) -> Meeting:
    """Store a meeting before it is held; the caller records. The host takes part.

    A change of time or agenda makes a new version: it must reach everybody again. Raises
    Refused for a time that is over, and once the meeting has begun.
    """
    if row.host_id is None:
        row.host = by
    stored = None if row._state.adding else locked(row)
    if stored is None:
        check_start(row.starts_at, timezone.now())
        row.no = next_number("meeting", on=timezone.localdate())
        row.created_by = by
    else:
        refuse_begun(stored)
        if row.starts_at != stored.starts_at:
            check_start(row.starts_at, timezone.now())
        row.version, row.state = stored.version, stored.state
        if any(getattr(row, name) != getattr(stored, name) for name in AGENDA):
            row.version, row.state = row.version + 1, State.PREPARING
    row.org_unit = row.host.unit
    row.save()
    _let_host_in(row)
    return row


def locked(row: Meeting) -> Meeting:
    """The meeting as it stands, locked to the end of the transaction."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("host").get(pk=row.pk)


def refuse_begun(row: Meeting) -> None:
    """Raises Refused once a meeting has begun or was cancelled."""
    if row.state not in BEFORE:
        raise Refused(N_("会议已经开始、结束或取消，议程不能再改。"))


def renew(row: Meeting) -> None:
    """The agenda has changed: what was sent is an older version."""
    row.version, row.state = row.version + 1, State.PREPARING
    row.save(update_fields=["version", "state"])
    row.participants.filter(user=row.host_id).update(sent_version=row.version)


@transaction.atomic
def add_people(row: Meeting, people: Iterable[User], *, by) -> int:
    """Let colleagues take part; twice is once. Gives how many are new."""
    row = locked(row)
    _refuse_over(row)
    known = set(row.participants.values_list("user", flat=True))
    fresh = [person for person in people if person.pk not in known]
    _refuse_crowd(row, len(fresh))
    for one in fresh:
        person = Participant(meeting=row, user=one)
        with recorded(person, Verb.CREATE, by=by):
            person.save()
    _await_agenda(row, bool(fresh))
    return len(fresh)


@transaction.atomic
def add_guest(row: Meeting, *, name: str, email: str = "", by) -> Participant:
    """Let somebody from outside take part. Raises Refused without a name."""
    row = locked(row)
    _refuse_over(row)
    if not name.strip():
        raise Refused(N_("请写下外部参加人的姓名。"), field="guest")
    _refuse_crowd(row, 1)
    guest = Participant(meeting=row, guest=name.strip()[:60], email=email.strip())
    with recorded(guest, Verb.CREATE, by=by):
        guest.save()
        _await_agenda(row, True)
    return guest


@transaction.atomic
def drop_person(person: Participant, *, by) -> None:
    """Somebody does not take part; if he may have the invitation, he hears of it.

    Raises Refused for the host and once the meeting has begun.
    """
    row = locked(person.meeting)
    refuse_begun(row)
    person = Participant.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.user_id == row.host_id:
        raise Refused(N_("主持人一定参加。要换主持人，请修改会议。"))
    is_waiting = person.delivery == Delivery.QUEUED or bool(person.user_id and person.sent_version)
    if not (person.has_been_told or is_waiting):
        with recorded(person, Verb.DELETE, by=by):
            person.delete()
        return
    record(person, verb=Verb.DELETE, by=by)
    person.dropped_at = timezone.now()
    person.save(update_fields=["dropped_at"])
    if person.user and person.sent_version:
        title = say(N_("会议“{title}”不用您参加了"), title=row.title)
        notify(to=[person.user], event=INVITE, title=title, by=by, about=row)
        settle(source=INVITE, about=row, owner=person.user, by=by)
    pause = None if person.has_been_told else person.dropped_at + LETTER_ON_ITS_WAY
    enqueue("meetings.farewell", by=by, payload={"id": person.pk}, due_at=pause)


@transaction.atomic
def add_point(row: Meeting, *, title: str, minutes: int | None = None, by) -> Point:
    """Put a point on the agenda; before the meeting everybody is sent the new agenda."""
    row = locked(row)
    _refuse_over(row)
    if not title.strip():
        raise Refused(N_("请写下议题。"), field="title")
    if row.points.count() >= MOST_POINTS:
        raise Refused(N_("一次会议最多 {most} 个议题，请分成几次。"), most=MOST_POINTS)
    last = row.points.aggregate(last=Max("position"))["last"] or 0
    point = Point(meeting=row, title=title.strip()[:120], minutes=minutes, position=last + 1)
    with recorded(point, Verb.CREATE, by=by):
        point.save()
    if row.state in BEFORE:
        renew(row)
    return point


@transaction.atomic
def drop_point(point: Point, *, by) -> None:
    """Take a point off the agenda. Raises Refused once the meeting has begun."""
    row = locked(point.meeting)
    refuse_begun(row)
    with recorded(point, Verb.DELETE, by=by):
        point.delete()
    renew(row)


@transaction.atomic
def cancel_meeting(row: Meeting, *, by, reason: str) -> Meeting:
    """Call a meeting off; whoever was invited hears of it, and calendars strike it out.

    Raises Refused without a reason and once it has begun.
    """
    row = locked(row)
    check_move(State(row.state), State.CANCELLED)
    if not reason.strip():
        raise Refused(N_("请写明取消会议的原因。"), field="reason")
    with recorded(row, N_("取消会议"), by=by, reason=reason[:200]):
        row.state, row.cancel_reason = State.CANCELLED, reason.strip()[:200]
        row.version += 1
        row.save(update_fields=["state", "cancel_reason", "version"])
    told = [one.user for one in row.participants.select_related("user")
            if one.user_id and one.sent_version and one.user_id != by.pk]  # fmt: skip
    title = say(N_("会议取消：{title}"), title=row.title)
    notify(to=told, event=INVITE, title=title, text=row.cancel_reason, by=by, about=row)
    settle(source=INVITE, about=row, by=by)
    row.participants.filter(delivery=Delivery.QUEUED).update(delivery=Delivery.NONE)
    if has_mail():  # an invitation may be on its way: the job looks whom it reached
        enqueue("meetings.cancel", by=by, payload={"id": row.pk})
    return row


def _let_host_in(row: Meeting) -> None:
    own, _is_new = Participant.objects.get_or_create(meeting=row, user=row.host)
    own.delivery, own.sent_version, own.sent_at = Delivery.HANDED, row.version, timezone.now()
    own.save()


def _await_agenda(row: Meeting, is_fresh: bool) -> None:
    """Somebody new has not been sent anything: the meeting is not ready any more."""
    if is_fresh and row.state == State.READY:
        row.state = State.PREPARING
        row.save(update_fields=["state"])


def _refuse_over(row: Meeting) -> None:
    if row.state not in OPEN:
        raise Refused(N_("会议已经结束或取消。"))


def _refuse_crowd(row: Meeting, more: int) -> None:
    if row.participants.count() + more > MOST_PEOPLE:
        raise Refused(N_("一次会议最多 {most} 位参加人。"), most=MOST_PEOPLE)
