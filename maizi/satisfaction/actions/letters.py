"""Letters of a round: the invitation with the customer's own address, and one reminder (G-9)."""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.inbox.queries import mail_server, site_link
from maizi.jobs.actions import enqueue
from maizi.kernel.texts import N_, say
from maizi.kit import show
from maizi.kit.outgoing import Unreachable, send_letter

from .. import queries
from ..models import Invitation, Round
from ..terms import Sending
from .inviting import NO_ADDRESS, NO_SERVER, SEND, with_token

MOST_TRIES, PAUSE = 4, timedelta(minutes=10)
TOO_LATE = N_("来不及发：调查已经截止或收够了答卷")


def mail_letters(row: Round, *, by=None, tried: int = 0, now: datetime | None = None) -> int:
    """Mail what waits to be mailed; how many went.

    tried  how often this was tried before

    Outside any transaction. Each letter is taken by one job only, and its outcome is written at
    once. What the mail server did not take is tried again after ten minutes, three times. Once
    the round is over or full, nobody is written to.
    """
    now, sent, is_last = now or timezone.now(), 0, tried + 1 >= MOST_TRIES
    for pk in list(queries.waiting_for(row).order_by("id").values_list("pk", flat=True)):
        row.refresh_from_db()
        if queries.refusal_for(row, today=timezone.localdate(now)):
            late = {"sending": Sending.FAILED, "problem": TOO_LATE}
            queries.waiting_for(row).update(**late)
            return sent
        sent += _mail_one(pk, is_last=is_last)
    if not is_last and queries.waiting_for(row).exists():
        payload = {"id": row.pk, "tried": tried + 1}
        enqueue(SEND, by=by, payload=payload, due_at=now + PAUSE)
    return sent


@transaction.atomic
def _claim(pk: int) -> Invitation | None:
    """Take one letter, unless somebody else is at it or it is not to be written any more."""
    now = timezone.now()
    every = Invitation.objects.select_related("round__owner", "customer", "contact")
    one = every.select_for_update(of=("self",)).filter(pk=pk).first()
    if one is None or not (
        queries.waiting_for(one.round).exclude(queries.claimed_since(now)).filter(pk=pk).exists()
    ):
        return None
    one.trying_since = now
    one.save(update_fields=["trying_since"])
    with_token(one)
    return one


def _mail_one(pk: int, *, is_last: bool) -> bool:
    one = _claim(pk)
    if one is None:
        return False
    why = _send(_letter(one)) if one.address else Unreachable(say(NO_ADDRESS), is_final=True)
    is_over = why is not None and (why.is_final or is_last)
    sending = Sending.SENT if why is None else Sending.FAILED if is_over else Sending.QUEUED
    _settle(one, why, sending)
    return why is None


def _send(letter: EmailMessage | None) -> Unreachable | None:
    if letter is None:
        return Unreachable(say(NO_SERVER), is_final=True)
    try:
        send_letter(letter, mail_server())
    except Unreachable as why:
        return why
    return None


@transaction.atomic
def _settle(one: Invitation, why: Unreachable | None, sending: Sending) -> None:
    """Write down what became of a letter; a reminder that failed leaves the invitation sent."""
    if sending == Sending.FAILED and one.reminded_at is not None:
        sending = Sending.SENT
    told = {"problem": why.said.text(_)[:200] if why else "", "trying_since": None}
    rows = Invitation.objects.filter(pk=one.pk, trying_since=one.trying_since)
    rows.update(sending=sending, **told)


def _letter(one: Invitation) -> EmailMessage | None:
    row, server = one.round, mail_server()
    if server is None:
        return None
    subject = _("提醒：%s") if one.reminded_at else _("请您评价：%s")
    lines = [
        _("%s，您好：") % one, row.words or _("想听听您的意见，只要两三分钟。"), "",
        *([_("关于：%s") % one.subject] if one.subject else []),
        _("请在 %s 以前打开这里作答：") % show.day(row.closes_on),
        site_link(reverse("satisfaction:answer", args=[with_token(one)])), "",
        _("这次调查是匿名的：我们只知道您答过，不知道您答了什么。") if row.is_anonymous
        else _("这个网址只属于您，请不要转发。"),
        _("不想再收到调查，请直接回复本邮件。"), "", row.owner.name,
    ]  # fmt: skip
    return EmailMessage(
        subject=" ".join((subject % row.name).split())[:200], body="\n".join(lines),
        from_email=server.sender or server.username, to=[one.address],
        reply_to=[row.owner.email] if row.owner.email else None,
    )  # fmt: skip
