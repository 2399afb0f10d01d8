"""Mail to those who take part: invitations for their calendars, cancellations, minutes."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from maizi.inbox.queries import mail_server
from maizi.jobs.actions import enqueue
from maizi.kernel.texts import N_, say
from maizi.kit import show
from maizi.kit.outgoing import Unreachable, send_letter

from .. import queries
from ..models import Meeting, Participant
from ..rules.invitation import Guest
from ..terms import OPEN, Delivery, State


def mail_invitations(row: Meeting, *, by, now: datetime | None = None) -> int:
    """Mail the present invitation to whoever has an address and no such mail; how many went.

    Outside any transaction; each outcome is written at once, so that a second try sends only
    what is left.
    """
    sent = 0
    for person in queries.guests_of(row):
        if not _still_holds(row):
            break
        if not Participant.objects.filter(pk=person.pk).exists():
            continue
        problem = _send(person, partial(_invitation, row, person, now or timezone.now()))
        _note(person, row.version, problem)
        sent += problem is None
    if sent and _is_cancelled(row):  # while the letters went out
        enqueue("meetings.cancel", by=by, payload={"id": row.pk})
    return sent


def _still_holds(row: Meeting) -> bool:
    """Whether nobody cancelled the meeting or changed its agenda since the letter was written."""
    return Meeting.objects.filter(pk=row.pk, version=row.version, state__in=OPEN).exists()


def _is_cancelled(row: Meeting) -> bool:
    return Meeting.objects.filter(pk=row.pk, state=State.CANCELLED).exists()


def mail_cancellations(row: Meeting, *, by, now: datetime | None = None) -> int:
    """Tell the calendars that a meeting does not take place; how many mails went.

    To whoever was invited by mail, and to guests who were told of it another way.
    """
    sent = 0
    for person in row.participants.select_related("user"):
        if person.has_been_told and person.address and person.mailed_version < row.version:
            moment = now or timezone.now()
            problem = _send(person, partial(_invitation, row, person, moment, is_cancelled=True))
            _note(person, row.version, problem)
            sent += problem is None
    return sent


def mail_farewell(pk: int, *, by, now: datetime | None = None) -> bool:
    """Tell the calendar of somebody who was taken off; his row goes. Whether a mail went.

    Outside any transaction. Raises Unreachable when another try may help.
    """
    people = Participant.every.select_related("user", "meeting__host")
    person = people.filter(pk=pk, dropped_at__isnull=False).first()
    if person is None:
        return False
    problem, is_told = None, person.has_been_told and bool(person.address)
    if is_told:
        letter = partial(_farewell, person.meeting, person, now or timezone.now())
        problem = _send(person, letter)
    if problem is not None and not problem.is_final:
        raise problem
    person.delete()
    return is_told and problem is None


def mail_minutes(row: Meeting, *, by) -> int:
    """Mail the minutes to guests with an address; colleagues have a message. How many went."""
    sent = 0
    for person in row.participants.filter(user=None).exclude(email=""):
        sent += _send(person, partial(_minutes, row, person)) is None
    return sent


def _send(person: Participant, letter: Callable[[], EmailMultiAlternatives]) -> Unreachable | None:
    if mail_server() is None:
        return Unreachable(say(N_("没有邮件服务器")), is_final=True)
    language = person.user.language if person.user else ""
    with translation.override(language or settings.LANGUAGE_CODE):
        try:
            send_letter(letter(), mail_server())
        except Unreachable as why:
            return why
    return None


@transaction.atomic
def _note(person: Participant, version: int, problem: Unreachable | None) -> None:
    """Write down whether a mail went; a colleague has his message whatever became of it."""
    rows = Participant.every.select_for_update(of=("self",))
    row = rows.filter(pk=person.pk).first()
    if row is None:
        return
    if problem is None:
        row.mailed_version, row.problem = version, ""
    else:
        row.problem = problem.said.text(_)[:200]
    if row.user_id is None and row.delivery != Delivery.HANDED:
        row.delivery = Delivery.FAILED if problem else Delivery.SENT
        row.sent_version = row.sent_version if problem else version
        row.sent_at = row.sent_at if problem else timezone.now()
    row.save()


def _invitation(
    row: Meeting, person: Participant, now: datetime, *, is_cancelled: bool = False
) -> EmailMultiAlternatives:
    """A letter with the invitation inside it, as Outlook, Apple, Google and 网易 take it."""
    server, text = mail_server(), queries.agenda_of(row)
    sender = server.sender or server.username
    subject = (_("会议取消：%s") if is_cancelled else _("会议邀请：%s")) % row.title
    ics = queries.invitation_to(
        row, guest=Guest(str(person), person.address), text=text, now=now, sender=sender,
        is_cancelled=is_cancelled,
    )  # fmt: skip
    method = "CANCEL" if is_cancelled else "REQUEST"
    return _with_calendar(_letter(row, person, subject=subject, text=text), ics, method)


def _farewell(row: Meeting, person: Participant, now: datetime) -> EmailMultiAlternatives:
    """That he need not come, with what strikes the meeting out of his calendar."""
    server = mail_server()
    text = _("%(when)s 的会议“%(title)s”不用您参加了。") % {
        "when": show.when(row.starts_at), "title": row.title,
    }  # fmt: skip
    ics = queries.invitation_to(
        row, guest=Guest(str(person), person.address), text=text, now=now,
        sender=server.sender or server.username, is_cancelled=True,
    )  # fmt: skip
    letter = _letter(row, person, subject=_("不用参加会议了：%s") % row.title, text=text)
    return _with_calendar(letter, ics, "CANCEL")


def _with_calendar(letter: EmailMultiAlternatives, ics: str, method: str) -> EmailMultiAlternatives:
    letter.attach_alternative(ics, f"text/calendar; method={method}; charset=UTF-8")
    letter.attach("invite.ics", ics.encode(), "application/ics")
    return letter


def _minutes(row: Meeting, person: Participant) -> EmailMultiAlternatives:
    subject = _("会议纪要：%s") % row.title
    return _letter(row, person, subject=subject, text=queries.minutes_of(row))


def _letter(row: Meeting, person: Participant, *, subject: str, text: str):
    server = mail_server()
    return EmailMultiAlternatives(
        subject=" ".join(subject.split())[:200], body=text,
        from_email=server.sender or server.username, to=[person.address],
        reply_to=[row.host.email] if row.host.email else None,
    )  # fmt: skip
