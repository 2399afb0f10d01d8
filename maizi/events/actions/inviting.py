"""Invite customers: list them, send letters, hand a link over (C-40)."""

import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Contact, Customer
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.queries import has_mail
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access, queries
from ..models import Event, Invitation
from ..terms import Answer, Sending, State
from .planning import SEND, locked

TOKEN_BYTES, MOST = 32, 1000
NO_CONSENT, NO_ADDRESS, NO_SERVER = (
    N_("没有同意接收营销邮件"), N_("没有邮箱"), N_("没有邮件服务器"),
)  # fmt: skip


@transaction.atomic
def invite(
    event: Event, pairs: Iterable[tuple[Customer, Contact | None]], *, by
) -> list[Invitation]:
    """Put people on the list; twice is once. Gives the new ones.

    Raises Refused unless people are being invited and may still answer, for a customer who is
    not one's own to look after, and beyond 1,000.
    """
    event, made = locked(event), []
    queries.refuse_late(event, now=timezone.now())
    known = set(event.invitations.values_list("customer", "contact"))
    for customer, contact in pairs:
        if not access.may_invite(by, customer):
            raise Refused(N_("您不能邀请“{name}”。请联系其负责人。"), name=customer.name)
        if (customer.pk, contact.pk if contact else None) in known:
            continue
        if len(known) >= MOST:
            raise Refused(N_("一次活动最多邀请 {most} 位。"), most=MOST)
        row = Invitation(event=event, customer=customer, contact=contact, by=by)
        with recorded(row, Verb.CREATE, by=by):
            row.save()
        known.add((customer.pk, contact.pk if contact else None))
        made.append(row)
    return made


@transaction.atomic
def drop(row: Invitation, *, by) -> None:
    """Take somebody off the list. Raises Refused once his invitation went out or he came."""
    event = locked(row.event)
    if event.state != State.OPEN:
        raise Refused(N_("活动不在邀请中。请先开始邀请。"), code="state")
    row = _locked_row(row)
    if row.sending not in (Sending.NONE, Sending.FAILED) or row.attended_at:
        raise Refused(N_("邀请已经送出，不能去掉。他不来，请记“不参加”。"))
    with recorded(row, Verb.DELETE, by=by):
        row.delete()


@transaction.atomic
def queue_letters(event: Event, *, by) -> int:
    """Mail an invitation to everybody who has none yet and agreed to such letters; how many.

    Of the others the list says why not; their link can be handed over. Raises Refused unless
    people are being invited and may still answer, and without a mail server.
    """
    event = locked(event)
    queries.refuse_late(event, now=timezone.now())
    if not has_mail():
        raise Refused(N_("没有邮件服务器。请把链接转交给客户，或请管理员设置邮件。"))
    rows = event.invitations.filter(sending__in=(Sending.NONE, Sending.FAILED), answer=Answer.NONE)
    rows = list(rows.select_related("customer", "contact").order_by("id"))
    allowed = queries.who_agreed(rows)
    for row in rows:
        row.problem = "" if row.address else NO_ADDRESS
        if row.address and row.pk not in allowed:
            row.problem = NO_CONSENT
        row.sending = Sending.FAILED if row.problem else Sending.QUEUED
    Invitation.objects.bulk_update(rows, ["sending", "problem"], batch_size=200)
    count = queries.waiting_for(event).count()  # with any that a job left behind
    if count:
        record(event, verb=N_("发送邀请"), by=by)
        enqueue(SEND, by=by, payload={"id": event.pk})
    return count


@transaction.atomic
def hand_link(row: Invitation, *, by) -> str:
    """A fresh secret for a link that a colleague hands over himself; the one before ends.

    Whose letter still waits gets none. Raises Refused unless people are being invited and may
    still answer, and while his letter is on its way: its link would end.
    """
    now = timezone.now()
    queries.refuse_late(locked(row.event), now=now)
    row = _locked_row(row)
    if Invitation.objects.filter(queries.claimed_since(now), pk=row.pk).exists():
        raise Refused(N_("邀请信正在发送。请过几分钟看送到没有，再取链接。"), code="sending")
    token = renew_token(row)
    if row.sending != Sending.SENT:
        row.sending, row.problem = Sending.HANDED, ""
    row.save(update_fields=["token_hash", "sending", "problem"])
    record(row, verb=N_("生成答复链接"), by=by)
    return token


def renew_token(row: Invitation) -> str:
    """A new secret; only its hash stays."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_hash = hash_of(token)
    return token


def hash_of(token: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def _locked_row(row: Invitation) -> Invitation:
    rows = Invitation.objects.select_related("event", "customer", "contact")
    return rows.select_for_update(of=("self",)).get(pk=row.pk)
