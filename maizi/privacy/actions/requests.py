"""A person's request from arrival to answer: in time, identity first, reasons for a no."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.queries import open_clock
from maizi.clocks.terms import Counting
from maizi.fields.actions import next_numbers
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries, rules
from ..models import PersonRequest
from ..terms import RequestKind, RequestState
from .consents import block_contact
from .erasing import anonymise

SOURCE = "privacy.request"
TOLD = N_("{no}：{who}请求{what}，请在期限内答复")
TODO = N_("办理个人信息请求 {no}（{what}）")
IDENTITY_LENGTH = 4


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody asks, and how to answer him."""

    request_kind: RequestKind
    requester: str
    reach: str
    relation: str
    text: str = ""


@transaction.atomic
def receive_request(
    asked: Asked, *, by, subject: Model | None = None, at: datetime | None = None
) -> PersonRequest:
    """Take a request in: a number, a clock of N days from its arrival, a to-do for the officers.

    by  who took it down; None when the person asked himself on the self-service page
    """
    at = at or timezone.now()
    if at > timezone.now():
        raise Refused(_("收到时间不能晚于现在。"), field="received_at")
    (no,) = next_numbers("privacy_request", count=1, on=timezone.localdate(at))
    row = PersonRequest(
        no=no, request_kind=asked.request_kind, requester=asked.requester.strip(),
        relation=asked.relation, reach=asked.reach.strip(), text=asked.text.strip(), received_at=at,
    )  # fmt: skip
    if subject is not None:
        row.kind, row.object_id = subject._meta.label_lower, subject.pk
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    days = int(parameter("privacy.request_days"))
    clock = clocks.start(
        row, code=access.REQUEST_CLOCK, by=by, at=at, period=Period(Counting.DAYS, days=days)
    )
    _tell_officers(row, clock.due_at, by)
    return row


@transaction.atomic
def choose_subject(row: PersonRequest, subject: Model, *, by) -> PersonRequest:
    """Say whose record the request is about."""
    row = _locked(row)
    with recorded(row, Verb.CHANGE, by=by):
        row.kind, row.object_id = subject._meta.label_lower, subject.pk
        row.save()
    return row


@transaction.atomic
def verify_request(row: PersonRequest, *, how: str, by) -> PersonRequest:
    """The requester is who he says; how that was seen is kept. Raises Refused without it."""
    if len(how.strip()) < IDENTITY_LENGTH:
        raise Refused(_("请写明怎样核实的身份，例如回拨登记的手机、当面核对身份证。"), field="how")
    row = _locked(row)
    _check(row, RequestState.VERIFIED)
    with recorded(row, Verb.CHANGE, by=by):
        row.state, row.identity_how = RequestState.VERIFIED, how.strip()[:200]
        row.verified_by, row.verified_at, row.officer = by, timezone.now(), row.officer or by
        row.save()
    return row


@transaction.atomic
def allow_sensitive(row: PersonRequest, *, by) -> PersonRequest:
    """A second person agrees that the copy contains sensitive information (A-21)."""
    row = _locked(row)
    if row.state != RequestState.VERIFIED or not row.subject:
        raise Refused(_("请先核实身份并找到本人的档案。"))
    if row.verified_by_id == by.pk:
        raise Refused(_("核实身份的人不能自己同意附上敏感信息，请另一位同事确认。"))
    with recorded(row, Verb.CHANGE, by=by):
        row.sensitive_by = by
        row.save()
    return row


@transaction.atomic
def fulfil_request(row: PersonRequest, *, answer: str, by) -> PersonRequest:
    """Do what was asked where the system can do it, and close the request.

    Deletion anonymises the person's records for good; restriction stops every use but keeping.
    Copies are taken from the request's page before. Raises Refused before identity is known,
    without an answer, and for a deletion while something must be kept.
    """
    row = _locked(row)
    _check(row, RequestState.FULFILLED)
    if not answer.strip():
        raise Refused(_("请写下给本人的答复。"), field="answer")
    subject = _subject(row)
    if row.request_kind == RequestKind.RESTRICTION:
        block_contact(subject, way="", by=by, reason=row.no, is_total=True)
    row = _closed(row, RequestState.FULFILLED, answer, by)
    if row.request_kind == RequestKind.DELETION:
        anonymise(subject, by=by, reason=row.no)
        row.refresh_from_db()
    return row


@transaction.atomic
def refuse_request(row: PersonRequest, *, answer: str, by) -> PersonRequest:
    """Say no, with the reason the law wants (50)."""
    rules.check_refusal(answer)
    row = _locked(row)
    _check(row, RequestState.REFUSED)
    return _closed(row, RequestState.REFUSED, answer, by)


@transaction.atomic
def withdraw_request(row: PersonRequest, *, by) -> PersonRequest:
    """The requester takes it back."""
    row = _locked(row)
    _check(row, RequestState.WITHDRAWN)
    return _closed(row, RequestState.WITHDRAWN, "", by)


def _check(row: PersonRequest, wanted: RequestState) -> None:
    rules.check_step(
        row.state, wanted, has_subject=row.object_id is not None, kind=row.request_kind
    )


def _closed(row: PersonRequest, state: RequestState, answer: str, by) -> PersonRequest:
    with recorded(row, Verb.CHANGE, by=by):
        row.state, row.answer = state, answer.strip()
        row.closed_by, row.closed_at = by, timezone.now()
        row.save()
    clock = open_clock(row, access.REQUEST_CLOCK)
    if clock:
        clocks.stop(clock, by=by)
    settle(source=SOURCE, about=row, by=by)
    return row


def _locked(row: PersonRequest) -> PersonRequest:
    return PersonRequest.objects.select_for_update().get(pk=row.pk)


def _subject(row: PersonRequest) -> Model | None:
    if not row.subject:
        return None
    return access.person_kind(row.kind).model._default_manager.filter(pk=row.object_id).first()


def _tell_officers(row: PersonRequest, due_at: datetime, by) -> None:
    officers = queries.officers()
    what = RequestKind(row.request_kind).chinese
    for officer in officers:
        ask(owner=officer, source=SOURCE, title=say(TODO, no=row.no, what=what), due_at=due_at,
            about=row, by=by)  # fmt: skip
    notify(
        to=_others(officers, by), event="privacy.request", about=row, by=by,
        title=say(TOLD, no=row.no, who=row.requester, what=what),
    )  # fmt: skip


def _others(officers: list[User], by) -> list[User]:
    return [officer for officer in officers if officer != by]
