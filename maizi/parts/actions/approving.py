"""A plan is approved with its assumptions, comes into force on its day, and ends (F-60)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

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
from maizi.approvals.terms import ApproverSort, CaseState, FactSort, StepMode, Timeout
from maizi.history.actions import recorded
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import PartPlan
from ..rules.moves import check_not_over, check_words, is_due, is_overtaken
from ..terms import PlanState
from .planning import locked

SUBMITTED, APPROVED, SENT_BACK = N_("提交审批"), N_("批准"), N_("退回草稿")
ENFORCED, ENDED = N_("生效"), N_("结束")
IN_FORCE = N_("备件计划“{no}”已生效，缺的备件已列入采购建议")
OVERTAKEN = N_("备件计划“{no}”不再生效：阶段已过，或更新的阶段已经生效")
OVERTAKEN_WHY = "阶段已过，或更新的阶段已经生效"
LIVE = (PlanState.PENDING, PlanState.APPROVED, PlanState.IN_FORCE)
LABELS = {
    "phase": N_("阶段"), "service_level": N_("满足率"), "prior_weight": N_("先验权重"),
    "fleet": N_("期初台数与计划销售"), "levels": N_("备件水平合计"), "pooled": N_("合库只需"),
    "overruled": N_("人工改过的概率和依据"), "assumptions": N_("假设"),
    "experience": N_("依据的经验"),
}  # fmt: skip


@transaction.atomic
def submit_plan(row: PartPlan, *, by, reason: str = "") -> ApprovalCase:
    """Ask for a plan, with what it assumes (F-60).

    Raises Refused for one without levels, assumptions or experience, or changed since reckoned.
    """
    row = locked(row, "submit")
    check_not_over(row.until_on, timezone.localdate())
    check_words(row.assumptions, row.experience, lines=row.lines.count())
    if row.computed_at is None:
        raise Refused(N_("假设改过以后还没有重新计算。请先点“计算”。"))
    with recorded(row, SUBMITTED, by=by, reason=reason):
        row.state, row.answer = PlanState.PENDING, ""
        row.save(update_fields=["state", "answer"])
    asked = Asked(queries.material_of(row), reason or row.name)
    waiting = open_case(row._meta.label_lower, row.pk, subject=access.SUBJECT)
    if waiting is not None and waiting.state == CaseState.RETURNED:
        return resubmit(waiting, asked=asked, by=by)
    return submit(access.SUBJECT, row=row, asked=asked, by=by)


@transaction.atomic
def return_plan(row: PartPlan, *, by, answer: str = "") -> None:
    """The plan was not approved: a draft again, with what was said."""
    row = PartPlan.objects.select_for_update(of=("self",)).select_related("owner").get(pk=row.pk)
    if row.state == PlanState.PENDING:
        with recorded(row, SENT_BACK, by=by, reason=answer):
            row.state, row.answer = PlanState.DRAFT, answer[:200]
            row.save(update_fields=["state", "answer"])
        _tell(row, N_("备件计划“{no}”没有批准，已退回草稿"), by=by)


@transaction.atomic
def turn_plans(*, now: datetime, by=None) -> dict:
    """Approved plans whose day has come into force, latest phase last; the one before ends.

    Those whose phase is over, or that a later one has overtaken, end without coming into force.
    """
    _one_at_a_time()
    today, turned = timezone.localdate(now), 0
    rows = PartPlan.objects.filter(state=PlanState.APPROVED)
    for row in rows.select_related("owner").order_by("since_on", "pk"):
        if is_due(PlanState(row.state), since_on=row.since_on, today=today):
            turned += _turn(row, now=now, by=by)
    return {"turned": turned}


@transaction.atomic
def end_plan(row: PartPlan, *, by, reason: str = "") -> PartPlan:
    """Nothing is ordered by it any more. Raises Refused without a reason."""
    row = locked(row, "end")
    if not reason.strip():
        raise Refused(N_("请写明为什么提前结束。"), field="reason")
    return _end(row, now=timezone.now(), by=by, reason=reason)


def _end(row: PartPlan, *, now: datetime, by, reason: str = "") -> PartPlan:
    with recorded(row, ENDED, by=by, reason=reason[:200]):
        row.state, row.ended_at = PlanState.ENDED, now
        row.save(update_fields=["state", "ended_at"])
    return row


def _one_at_a_time() -> None:
    """Keep others from enforcing: of two at once the second waits, and sees what the first did."""
    rows = PartPlan.objects.select_for_update(of=("self",)).filter(state__in=LIVE)
    list(rows.order_by("pk").values_list("pk"))


def _turn(row: PartPlan, *, now: datetime, by) -> bool:
    """Put an approved plan that is due into force, or end it where it comes too late."""
    today = timezone.localdate(now)
    before = PartPlan.objects.filter(state=PlanState.IN_FORCE).first()
    current = before.since_on if before else None
    if is_overtaken((row.since_on, row.until_on), current=current, today=today):
        _end(row, now=now, by=by, reason=OVERTAKEN_WHY)
        _tell(row, OVERTAKEN, by=by)
        return False
    if before is not None:
        _end(before, now=now, by=by, reason=row.no)
    with recorded(row, ENFORCED, by=by):
        row.state, row.in_force_at = PlanState.IN_FORCE, now
        row.save(update_fields=["state", "in_force_at"])
    _tell(row, IN_FORCE, by=by)
    buyers = [one for one in queries.buyers(today) if one.pk != row.owner_id]
    notify(to=buyers, event=access.TO_ORDER.code, title=say(IN_FORCE, no=row.no), about=row, by=by)
    return True


def _tell(row: PartPlan, words: str, *, by) -> None:
    title = say(words, no=row.no)
    notify(to=[row.owner], event=access.DECIDED.code, title=title, about=row, by=by)


@transaction.atomic
def _apply(row: PartPlan, payload: Mapping, *, by, case: ApprovalCase) -> None:
    _one_at_a_time()
    row = PartPlan.objects.select_related("owner").get(pk=row.pk)
    if row.state != PlanState.PENDING:
        raise Refused(N_("备件计划“{no}”已不在审批中。"), no=row.no)
    with recorded(row, APPROVED, by=by, reason=f"审批 {case.pk}：{case.reason}"):
        row.state = PlanState.APPROVED
        row.save(update_fields=["state"])
    now = timezone.now()
    if is_due(PlanState.APPROVED, since_on=row.since_on, today=timezone.localdate(now)):
        _turn(row, now=now, by=by)
    else:
        _tell(row, N_("备件计划“{no}”已批准，到阶段开始那天生效"), by=by)


def _lines(payload: Mapping, replaced: Mapping) -> Iterable[ShownLine]:
    for field, label in LABELS.items():
        if payload.get(field):
            yield ShownLine("name", label, "", payload[field])


APPROVAL = Subject(
    code=access.SUBJECT, label=N_("备件计划"), model=PartPlan,
    fields=(
        FactField("levels", N_("备件水平合计"), FactSort.NUMBER),
        FactField("unit", N_("部门"), FactSort.UNIT),
    ),
    visible=access.visible_plans,
    facts=lambda row, payload: {"levels": queries.pieces_of(row), "unit": row.org_unit.path},
    replaced=lambda row, payload: {}, lines=_lines, apply=_apply,
    title=lambda row: f"{row.no} {row.name}",
)  # fmt: skip


def declare() -> None:
    """Make the request known to approvals."""
    approvals.declare_subject(APPROVAL)


def seed_approvals(*, by=None) -> None:
    """The customer-service supervisor approves (S003§14.4); a company changes it."""
    step = Step(
        name="客户服务主管批准", approvers=(Approver(ApproverSort.ROLE, "service_supervisor"),),
        mode=StepMode.ANY, limit_hours=16, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    seed_definition(access.SUBJECT, name="备件计划审批", definition=Definition((), (step,)), by=by)
