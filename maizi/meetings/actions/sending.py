"""Send the agenda to everybody, and call the meeting ready (C-50 prepare)."""

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record, recorded
from maizi.inbox.actions import notify
from maizi.inbox.queries import has_mail
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.kit import show

from .. import queries
from ..models import Meeting, Participant
from ..rules.course import check_move, check_start, unreached
from ..terms import Delivery, State
from .preparing import INVITE, locked, refuse_begun

INVITATION = N_("{by}邀请您 {when} 参加会议“{title}”")


@transaction.atomic
def send_agenda(row: Meeting, *, by) -> int:
    """Send purpose, information and points to everybody who has not got this version.

    Colleagues get a message at once; invitations that calendars take are mailed to whoever has
    an address. Gives how many it was sent to. Raises Refused for a time that is over, and with
    what is missing.
    """
    row = locked(row)
    refuse_begun(row)
    now = timezone.now()
    check_start(row.starts_at, now)
    ready = queries.preparation_of(row)
    if found := queries.lacks_of(ready):
        raise Refused(N_("会议还缺：{names}。补齐以后再发议程。"), names=found)
    waiting = [one for one in row.participants.select_related("user")
               if queries.reached(row, one) not in (Delivery.SENT, Delivery.HANDED)]  # fmt: skip
    _tell([one for one in waiting if one.user_id], row, by=by, now=now)
    queued = _queue([one for one in waiting if not one.user_id and one.email], row)
    record(row, verb=N_("发送议程"), by=by)
    if queries.guests_of(row) and has_mail():
        enqueue("meetings.invite", by=by, payload={"id": row.pk, "version": row.version})
    return len([one for one in waiting if one.user_id]) + queued


@transaction.atomic
def hand_agenda(person: Participant, *, by) -> Participant:
    """Somebody was given the agenda by hand or by telephone."""
    row = locked(person.meeting)
    refuse_begun(row)
    with recorded(person, N_("当面送达"), by=by):
        person.delivery, person.sent_version = Delivery.HANDED, row.version
        person.sent_at, person.problem = timezone.now(), ""
        person.save()
    return person


@transaction.atomic
def make_ready(row: Meeting, *, by) -> Meeting:
    """Call a meeting ready. Raises Refused as long as the agenda has not reached everybody."""
    row = locked(row)
    check_move(State(row.state), State.READY)
    ready = queries.preparation_of(row)
    if found := queries.lacks_of(ready):
        raise Refused(N_("会议还缺：{names}。补齐以后再设为就绪。"), names=found)
    if names := unreached(ready):
        raise Refused(
            N_("议程和资料还没有送达：{names}。先发送议程；没有邮箱的，当面送达后记一笔。"),
            names=names,
        )  # fmt: skip
    with recorded(row, N_("设为就绪"), by=by):
        row.state = State.READY
        row.save(update_fields=["state"])
    return row


def _tell(people: list[Participant], row: Meeting, *, by, now) -> None:
    title = say(INVITATION, by=by.name, when=show.when(row.starts_at), title=row.title)
    told = [one.user for one in people]
    notify(to=told, event=INVITE, title=title, text=row.purpose[:500], by=by, about=row)
    for one in people:
        one.delivery, one.sent_version, one.sent_at = Delivery.SENT, row.version, now
    Participant.objects.bulk_update(people, ["delivery", "sent_version", "sent_at"])


def _queue(guests: list[Participant], row: Meeting) -> int:
    """Guests wait for their mail; without a mail server somebody hands them the agenda."""
    is_possible = has_mail()
    for one in guests:
        one.delivery = Delivery.QUEUED if is_possible else Delivery.FAILED
        one.problem = "" if is_possible else str(N_("没有邮件服务器"))
    Participant.objects.bulk_update(guests, ["delivery", "problem"])
    return len(guests) if is_possible else 0
