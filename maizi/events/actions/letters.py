"""Mail to invited people: the invitation with their own address, and that it is off (C-40)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.inbox.queries import mail_server, site_link
from maizi.jobs.actions import enqueue
from maizi.kernel.texts import N_, say
from maizi.kit import show
from maizi.kit.outgoing import Unreachable, send_letter

from .. import queries
from ..models import Event, Invitation
from ..terms import Sending, State
from .inviting import NO_ADDRESS, NO_SERVER, renew_token
from .planning import SEND

MOST_TRIES, PAUSE = 4, timedelta(minutes=10)
TOO_LATE = N_("来不及发：活动已经开始或答复已经截止")


def mail_letters(event: Event, *, by=None, tried: int = 0, now: datetime | None = None) -> int:
    """Mail what is to be mailed now; how many went.

    tried  how often this was tried before

    Outside any transaction. Each letter is taken by one job only, and its outcome is written at
    once. What the mail server did not take is tried again after ten minutes, three times. An
    event that was called off meanwhile, or that takes no answers any more, invites nobody.
    """
    now = now or timezone.now()
    sent, is_last = 0, tried + 1 >= MOST_TRIES
    for pk in _ids(queries.waiting_for(event)):
        if not queries.is_inviting(_stored(event), now=now):
            break
        sent += _invite_by_mail(pk, is_last=is_last)
    event = _stored(event)
    if event.state == State.OPEN and not queries.is_inviting(event, now=now):
        queries.waiting_for(event).update(sending=Sending.FAILED, problem=TOO_LATE)
    if event.state == State.CANCELLED:
        for pk in _ids(queries.to_tell(event)):
            sent += _tell_by_mail(pk)
    if not is_last and _is_unfinished(event):
        payload = {"id": event.pk, "tried": tried + 1}
        enqueue(SEND, by=by, payload=payload, due_at=now + PAUSE)
    return sent


def _ids(rows: QuerySet[Invitation]) -> list[int]:
    return list(rows.order_by("id").values_list("pk", flat=True))


def _stored(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)


def _is_unfinished(event: Event) -> bool:
    """Whether another try may help: the server was down, or a job was cut off."""
    if event.state == State.CANCELLED:
        rows = queries.to_tell(event).select_related("customer", "contact")
        return any(row.address for row in rows)
    return queries.waiting_for(event).exists()


@transaction.atomic
def _claim(pk: int, rows: Callable[[Event], QuerySet[Invitation]]) -> Invitation | None:
    """Take one letter, unless somebody else is at it or it is not to be written any more."""
    now = timezone.now()
    every = Invitation.objects.select_related("event__owner", "customer", "contact")
    row = every.select_for_update(of=("self",)).filter(pk=pk).first()
    if (
        row is None
        or not rows(row.event).exclude(queries.claimed_since(now)).filter(pk=pk).exists()
    ):
        return None
    row.trying_since = now
    row.save(update_fields=["trying_since"])
    return row


def _invite_by_mail(pk: int, *, is_last: bool) -> bool:
    """The secret of who is written to is made with his letter, and kept once it has gone."""
    row = _claim(pk, queries.waiting_for)
    if row is None:
        return False
    token = renew_token(row)
    row.save(update_fields=["token_hash"])
    why = _send(_invitation(row, token)) if row.address else _nowhere()
    is_over = why is not None and (why.is_final or is_last)
    sending = Sending.SENT if why is None else Sending.FAILED if is_over else Sending.QUEUED
    _settle(row, why, sending=sending)
    return why is None


def _tell_by_mail(pk: int) -> bool:
    row = _claim(pk, queries.to_tell)
    if row is None:
        return False
    why = _send(_cancellation(row)) if row.address else _nowhere()
    _settle(row, why, off_told_at=None if why else timezone.now())
    return why is None


def _nowhere() -> Unreachable:
    return Unreachable(say(NO_ADDRESS), is_final=True)


def _send(letter: EmailMessage | None) -> Unreachable | None:
    if letter is None:
        return Unreachable(say(NO_SERVER), is_final=True)
    try:
        send_letter(letter, mail_server())
    except Unreachable as why:
        return why
    return None


@transaction.atomic
def _settle(row: Invitation, why: Unreachable | None, **outcome: datetime | str | None) -> None:
    """Write down what became of a letter."""
    told = {"problem": why.said.text(_)[:200] if why else "", "trying_since": None} | outcome
    Invitation.objects.filter(pk=row.pk, trying_since=row.trying_since).update(**told)


def _invitation(row: Invitation, token: str) -> EmailMessage | None:
    event = row.event
    lines = [
        _("%s，您好：") % row, event.words or _("诚邀您参加我们的活动。"), "",
        _("活动：%s") % event.name, _("时间：%s") % show.when(event.starts_at),
        _("地点：%s") % event.place, "",
        _("请在这里答复，签到的二维码也在这一页：%s")
        % site_link(reverse("events:reply", args=[token])),
        _("这个网址只属于您，请不要转发。不想再收到邀请，请直接回复本邮件。"),
    ]  # fmt: skip
    return _letter(row, _("邀请：%s") % event.name, lines)


def _cancellation(row: Invitation) -> EmailMessage | None:
    event = row.event
    lines = [
        _("%s，您好：") % row,
        _("原定 %(when)s 的活动“%(name)s”取消了，抱歉给您带来不便。")
        % {"when": show.when(event.starts_at), "name": event.name},
    ]  # fmt: skip
    return _letter(row, _("活动取消：%s") % event.name, lines)


def _letter(row: Invitation, subject: str, lines: list[str]) -> EmailMessage | None:
    server = mail_server()
    if server is None:
        return None
    owner = row.event.owner
    return EmailMessage(
        subject=" ".join(subject.split())[:200], body="\n".join([*lines, "", owner.name]),
        from_email=server.sender or server.username, to=[row.address],
        reply_to=[owner.email] if owner.email else None,
    )  # fmt: skip
