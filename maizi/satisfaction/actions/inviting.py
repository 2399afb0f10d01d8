"""Reach the people on the list: letters, one reminder, links to hand over (G-9)."""

import base64
import hashlib
import hmac

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record
from maizi.inbox.queries import has_mail
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import Invitation, Round
from ..rules.course import check_asking
from ..terms import RoundState, Sending

SEND = "satisfaction.send"
TOKEN_LENGTH = 43
NO_ADDRESS = N_("没有邮箱")
NO_SERVER = N_("没有邮件服务器。请把链接转交给客户，或请管理员设置邮件。")


def token_of(one: Invitation) -> str:
    """The secret of an invitation: made of chance and the key of the house, kept nowhere.

    The same each time, so that a reminder and a link handed over open the same page; only its
    hash is stored.
    """
    told = f"maizi.satisfaction.{one.pk}.{one.seed}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), told, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def with_token(one: Invitation) -> str:
    """The secret, with its hash stored."""
    token = token_of(one)
    if one.token_hash != hash_of(token):
        one.token_hash = hash_of(token)
        one.save(update_fields=["token_hash"])
    return token


def hash_of(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_for(token: str, *, by=None) -> Invitation | None:
    """The invitation behind a secret; nothing tells why another opens none.

    by  nobody: who comes with a secret is not signed in
    """
    if len(token) != TOKEN_LENGTH:
        return None
    rows = Invitation.objects.select_related("round__questionnaire", "customer", "contact")
    return rows.filter(token_hash=hash_of(token)).first()


def enqueue_letters(row: Round, *, by) -> int:
    """Queue a letter to everybody who has none yet and has an address; how many."""
    rows = row.invitations.filter(
        sending__in=(Sending.NONE, Sending.FAILED), is_answered=False
    ).select_related("customer", "contact")
    rows = list(rows.order_by("id"))
    for one in rows:
        one.problem = "" if one.address else NO_ADDRESS
        one.sending = Sending.FAILED if one.problem else Sending.QUEUED
    Invitation.objects.bulk_update(rows, ["sending", "problem"], batch_size=200)
    count = queries.waiting_for(row).count()  # with any that a job left behind
    if count:
        record(row, verb=N_("发送邀请"), by=by)
        enqueue(SEND, by=by, payload={"id": row.pk})
    return count


@transaction.atomic
def queue_letters(row: Round, *, by) -> int:
    """Mail the invitation to everybody who has none yet; how many.

    Raises Refused unless the round is open and takes answers, and without a mail server.
    """
    row = _open(row)
    return enqueue_letters(row, by=by)


@transaction.atomic
def queue_reminders(row: Round, *, by) -> int:
    """Remind by mail who has not answered, each once at most; how many.

    Raises Refused unless the round is open and takes answers, without a mail server, and when
    there is nobody left to remind.
    """
    row = _open(row)
    ids = list(queries.to_remind(row).values_list("pk", flat=True))
    if not ids:
        raise Refused(N_("没有可以提醒的人：每位客户最多提醒一次，答过的不提醒。"), code="nobody")
    now = timezone.now()
    Invitation.objects.filter(pk__in=ids).update(sending=Sending.QUEUED, reminded_at=now)
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    record(row, verb=N_("发送提醒"), by=by)
    enqueue(SEND, by=by, payload={"id": row.pk})
    return len(ids)


@transaction.atomic
def hand_link(one: Invitation, *, by) -> str:
    """The secret of an invitation, for a link that a colleague hands over himself.

    Whose letter still waits gets none. Raises Refused unless the round is open, and after the
    answer.
    """
    rows = Invitation.objects.select_for_update(of=("self",))
    one = rows.select_related("round", "customer", "contact").get(pk=one.pk)
    check_asking(RoundState(one.round.state))
    if one.is_answered:
        raise Refused(N_("这位客户已经答过了。"), code="answered")
    token = with_token(one)
    if one.sending != Sending.SENT:
        one.sending, one.problem = Sending.HANDED, ""
        one.save(update_fields=["sending", "problem"])
    record(one, verb=N_("取答卷链接"), by=by)
    return token


def _open(row: Round) -> Round:
    row = Round.objects.select_for_update(of=("self",)).get(pk=row.pk)
    check_asking(RoundState(row.state))
    refusal = queries.refusal_for(row, today=timezone.localdate())
    if refusal:
        raise Refused(N_("已经到截止日期或收够了答卷，不再发送。"), code="over")
    if not has_mail():
        raise Refused(NO_SERVER, code="mail")
    return row
