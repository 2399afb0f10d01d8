"""The commission of a month is judged before it is paid (0.6)."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from maizi.approvals import access as approvals
from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import (
    Approver,
    Definition,
    Step,
    resubmit,
    seed_definition,
    submit,
)
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import open_case
from maizi.approvals.terms import ApproverSort, CaseState, FactSort, StepMode
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_

from .. import access
from ..events import CommissionApproved
from ..models import CommissionRun
from ..terms import RunState

SUBMITTED, APPROVED, SENT_BACK = N_("提交审批"), N_("批准"), N_("退回草稿")
MOST_SHOWN = 40


@transaction.atomic
def submit_run(run: CommissionRun, *, by, reason: str = "") -> ApprovalCase:
    """Ask for the commission of a month. Raises Refused for one that is no draft, or empty."""
    run = _locked(run)
    if run.state != RunState.DRAFT:
        raise Refused(N_("{month} 的提成已经提交过了。"), month=str(run))
    people = run.lines.select_related("person").order_by("person__sort_name")
    if not people:
        raise Refused(N_("{month} 没有要发的提成。"), month=str(run))
    sums: dict[str, object] = {}
    for line in people:
        sums[line.person.name] = sums.get(line.person.name, 0) + line.amount_yuan
    with recorded(run, SUBMITTED, by=by, reason=reason):
        run.state, run.answer = RunState.PENDING, ""
        run.save(update_fields=["state", "answer"])
    payload = {
        "total_yuan": show_yuan(run.total_yuan),
        "people": [(name, show_yuan(amount)) for name, amount in list(sums.items())[:MOST_SHOWN]],
    }
    asked = Asked(payload, reason or f"{run} 提成")
    waiting = open_case(run._meta.label_lower, run.pk, subject=access.RUN_SUBJECT)
    if waiting is not None and waiting.state == CaseState.RETURNED:
        return resubmit(waiting, asked=asked, by=by)
    return submit(access.RUN_SUBJECT, row=run, asked=asked, by=by)


@transaction.atomic
def return_run(run: CommissionRun, *, by, answer: str = "") -> None:
    """The commission was not approved: a draft again, with what was said."""
    run = _locked(run)
    if run.state == RunState.PENDING:
        with recorded(run, SENT_BACK, by=by, reason=answer):
            run.state, run.answer = RunState.DRAFT, answer[:200]
            run.save(update_fields=["state", "answer"])


@transaction.atomic
def _apply(run: CommissionRun, payload: Mapping, *, by, case: ApprovalCase) -> None:
    run = _locked(run)
    if run.state != RunState.PENDING:
        raise Refused(N_("{month} 的提成已不在审批中。"), month=str(run))
    with recorded(run, APPROVED, by=by, reason=f"审批 {case.pk}：{case.reason}"):
        run.state = RunState.APPROVED
        run.save(update_fields=["state"])
    publish(CommissionApproved(run.pk))


def _lines(payload: Mapping, replaced: Mapping) -> Iterable[ShownLine]:
    yield ShownLine("total_yuan", N_("合计"), "", payload["total_yuan"])
    for name, amount in payload.get("people", ()):
        yield ShownLine("total_yuan", name, "", amount)


def _locked(run: CommissionRun) -> CommissionRun:
    return CommissionRun.objects.select_for_update().get(pk=run.pk)


RUN_APPROVAL = Subject(
    code=access.RUN_SUBJECT, label=N_("提成"), model=CommissionRun,
    fields=(FactField("amount", N_("金额（元）"), FactSort.NUMBER),),
    visible=access.visible_runs,
    facts=lambda row, payload: {"amount": int(row.total_yuan)},
    replaced=lambda row, payload: {}, lines=_lines, apply=_apply,
)  # fmt: skip


def declare() -> None:
    """Make the request known to approvals."""
    approvals.declare_subject(RUN_APPROVAL)


def seed_approvals(*, by=None) -> None:
    """Commission is approved by the director; a company changes it."""
    step = Step(
        name="营销总监批准", approvers=(Approver(ApproverSort.ROLE, "marketing_director"),),
        mode=StepMode.ANY, limit_hours=16,
    )  # fmt: skip
    definition = Definition((), (step,))
    seed_definition(access.RUN_SUBJECT, name="提成审批", definition=definition, by=by)
