"""Ask for something; correct what was returned; take it back; let others know."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_

from .. import access, queries
from ..access import Asked, Subject, subject_of
from ..events import CaseClosed
from ..models import ApprovalCase
from ..rules import digest_of, written
from ..terms import Act, CaseState
from .entries import locked, note
from .steering import open_next, spare_all, tell_copies

REASON_LENGTH = ApprovalCase._meta.get_field("reason").max_length


@transaction.atomic
def submit(
    subject_code: str, *, row, asked: Asked, by, now: datetime | None = None
) -> ApprovalCase:
    """Ask for what the payload says about a row; the first step opens at once.

    Raises Refused without a reason, without a definition that applies, when a step has nobody
    to decide it, and while another request about the row is on its way.
    """
    now, subject = now or timezone.now(), subject_of(subject_code)
    _refuse_unseen(subject, row, by)
    waiting = queries.open_case(subject.kind, row.pk, subject=subject.code)
    if waiting:
        raise Refused(
            N_("“{title}”还在审批中。请等它结束，或先由申请人撤回。"), title=waiting.title
        )
    facts = subject.facts(row, asked.payload)
    found = queries.definition_for(subject, facts)
    if found is None:
        raise Refused(N_("“{kind}”还没有适用的审批流程。请联系管理员设置。"), kind=_(subject.label))
    case = ApprovalCase(
        subject=subject.code, kind=subject.kind, object_id=row.pk, applicant=by, unit=by.unit,
        title=f"{_(subject.label)}：{subject.title(row)}"[:160], definition=found.row,
        definition_version=found.row.version, steps=written(found.definition)["steps"],
        submitted_at=now,
    )  # fmt: skip
    _lay_down(case, subject, row, asked)
    case.save()
    record(case, verb="create", by=by, reason=case.reason)
    note(case, act=Act.SUBMIT, by=by, at=now, opinion=case.reason)
    open_next(case, now=now)
    return case


@transaction.atomic
def resubmit(case: ApprovalCase, *, asked: Asked, by, now: datetime | None = None) -> ApprovalCase:
    """Send a returned case again, corrected; everybody judges it anew from the first step."""
    now, case = now or timezone.now(), locked(case)
    if not access.may(by, "resubmit", case):
        raise Refused(_("只有被退回的申请可以由申请人修改后重新提交。"))
    subject = subject_of(case.subject)
    row = subject.model._default_manager.get(pk=case.object_id)
    _refuse_unseen(subject, row, by)
    case.round, case.step_number = case.round + 1, 0
    case.state, case.closed_at = CaseState.PENDING, None
    _lay_down(case, subject, row, asked)
    case.save()
    note(case, act=Act.RESUBMIT, by=by, at=now, opinion=case.reason)
    open_next(case, now=now)
    return case


@transaction.atomic
def withdraw(
    case: ApprovalCase, *, by, opinion: str = "", now: datetime | None = None
) -> ApprovalCase:
    """The applicant takes his request back before it is decided."""
    now, case = now or timezone.now(), locked(case)
    if not access.may(by, "withdraw", case):
        raise Refused(_("审批已经结束，不能撤回。"))
    spare_all(case, now=now)
    note(case, act=Act.WITHDRAW, by=by, at=now, opinion=opinion)
    case.state, case.closed_at = CaseState.WITHDRAWN, now
    case.save(update_fields=["state", "closed_at"])
    record(case, verb="change", by=by, reason=opinion, changes=_turned(case))
    publish(CaseClosed(case.pk, str(case.state)))
    return case


@transaction.atomic
def copy_to(case: ApprovalCase, people: Iterable, *, by, now: datetime | None = None) -> int:
    """Let further people see the case; gives how many did not know it."""
    now, case, chosen = now or timezone.now(), locked(case), list(people)
    if not access.may(by, "copy", case):
        raise Refused(_("只有申请人和当前审批人可以抄送。"))
    fresh = tell_copies(case, [person.pk for person in chosen], now=now)
    if fresh:
        names = [person.name for person in chosen if person.pk in fresh]
        note(case, act=Act.COPY, by=by, at=now, people=names)
    return len(fresh)


def _lay_down(case: ApprovalCase, subject: Subject, row, asked: Asked) -> None:
    if not asked.reason.strip():
        raise Refused(_("请写明申请理由。"), field="reason")
    case.reason = asked.reason.strip()[:REASON_LENGTH]
    case.chosen = {str(number): ids for number, ids in asked.chosen.items()}
    case.payload, case.replaced = asked.payload, subject.replaced(row, asked.payload)
    case.facts = subject.facts(row, asked.payload)
    case.digest = digest_of({"payload": case.payload, "replaced": case.replaced})


def _refuse_unseen(subject: Subject, row, by) -> None:
    if not subject.visible(by).filter(pk=row.pk).exists():
        raise Refused(_("您看不到这条记录，不能为它提出申请。"))


def _turned(case: ApprovalCase) -> dict:
    return {"state": [str(CaseState.PENDING), str(case.state)]}
