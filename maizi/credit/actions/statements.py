"""Statements of account: make one, send it, and hear what the customer says (对账单)."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.accounts.models import User
from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import queries
from ..models import CreditAccount, Statement
from ..queries.statements import MOST_LINES
from ..terms import EntryKind, StatementState

TOKEN_BYTES = 32
SENT, ANSWERED = N_("发出对账单链接"), N_("客户答复对账单")
CONFIRMED = N_("{customer} 确认了对账单 {no}")
DISPUTED = N_("{customer} 对对账单 {no} 有异议：{answer}")
OPEN_STATES = (StatementState.DRAFT, StatementState.SENT)


@transaction.atomic
def make_statement(account: CreditAccount, *, from_on: date, to_on: date, by) -> Statement:
    """Write down the account of a period as it stands now; later postings do not change it."""
    if from_on > to_on:
        raise Refused(N_("截止日期不能早于开始日期。"), field="to_on")
    if to_on > timezone.localdate():
        raise Refused(N_("对账的截止日期最晚是今天。"), field="to_on")
    CreditAccount.objects.select_for_update().get(pk=account.pk)
    told = queries.statement(account, from_on, to_on)
    if len(told.lines) >= MOST_LINES:
        raise Refused(N_("这段时间的往来超过 {most} 笔。请分几段对账。"), most=MOST_LINES)
    row = Statement(
        no=next_number("statement", on=timezone.localdate()), account=account, from_on=from_on,
        to_on=to_on, opening_yuan=told.opening_yuan, debit_yuan=told.debit_yuan,
        credit_yuan=told.credit_yuan, closing_yuan=told.closing_yuan, by=by, at=timezone.now(),
        lines=[_line(line) for line in told.lines],
    )  # fmt: skip
    with recorded(row, "create", by=by):
        row.save()
    return row


@transaction.atomic
def send_statement(row: Statement, *, by, now: datetime | None = None) -> str:
    """A fresh secret address for the customer, shown once; the one before ends.

    Raises Refused when he has answered or it was cancelled.
    """
    now, row = now or timezone.now(), _locked(row)
    if row.state not in OPEN_STATES:
        raise Refused(N_("对账单 {no} 已经有结果，不能再发。请另做一份。"), no=row.no)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    days = int(parameter("credit.statement_days"))
    with recorded(row, SENT, by=by):
        row.token_hash, row.expires_at = hash_of(token), now + timedelta(days=days)
        row.state = StatementState.SENT
        row.save(update_fields=["token_hash", "expires_at", "state"])
    return token


@transaction.atomic
def cancel_statement(row: Statement, *, by) -> None:
    """A statement nobody shall confirm any more; its address ends."""
    row = _locked(row)
    if row.state == StatementState.CANCELLED:
        raise Refused(N_("对账单 {no} 已经作废。"), no=row.no)
    with recorded(row, "change", by=by):
        row.state, row.token_hash = StatementState.CANCELLED, ""
        row.save(update_fields=["state", "token_hash"])


def statement_for(token: str, *, by=None, now: datetime | None = None) -> Statement | None:
    """The statement behind a secret address that still works; nothing tells why another does not.

    by  nobody: who comes with a link is not signed in
    """
    now = now or timezone.now()
    rows = Statement.objects.filter(token_hash=hash_of(token), expires_at__gt=now)
    row = rows.select_related("account__customer", "by").first()
    if row and row.viewed_at is None:
        Statement.objects.filter(pk=row.pk).update(viewed_at=now)
    return row


@transaction.atomic
def answer_statement(
    row: Statement, *, agrees: bool, name: str, answer: str = "", by=None
) -> Statement:
    """The customer confirms, or says what is wrong; whoever made it hears of it.

    Raises Refused for a second answer, without a name, and for a dispute without words.
    """
    row = _locked(row)
    if row.state != StatementState.SENT:
        raise Refused(N_("这份对账单已经答复过了。如有变化，请与我们联系。"))
    if not name.strip():
        raise Refused(N_("请填写您的姓名。"), field="name")
    if not agrees and not answer.strip():
        raise Refused(N_("请写明哪里不一致。"), field="answer")
    with recorded(row, ANSWERED, by=by):
        row.state = StatementState.CONFIRMED if agrees else StatementState.DISPUTED
        row.answered_by, row.answer = name.strip()[:40], answer.strip()[:500]
        row.answered_at = timezone.now()
        row.save(update_fields=["state", "answered_by", "answer", "answered_at"])
    words = CONFIRMED if agrees else DISPUTED
    title = say(words, customer=str(row.account), no=row.no, answer=row.answer[:60])
    notify(to=_who_hears(row), event="credit.answered", title=title, about=row)
    return row


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _who_hears(row: Statement) -> list[User]:
    owner = row.account.customer.owner
    return list({person.pk: person for person in (row.by, owner) if person}.values())


def _locked(row: Statement) -> Statement:
    rows = Statement.objects.select_for_update(of=("self",))
    return rows.select_related("account__customer__owner", "by").get(pk=row.pk)


def _line(line: queries.Line) -> dict:
    entry = line.entry
    return {
        "on": entry.on.isoformat(), "kind": EntryKind(entry.kind).value, "number": entry.number,
        "note": entry.note, "amount": str(entry.amount_yuan), "balance": str(line.balance_yuan),
    }  # fmt: skip
