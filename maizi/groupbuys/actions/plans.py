"""Plans for group-buy customers: steps, analysis, the need, the end (A-11, B-10)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from maizi.customers.actions import refuse_incomplete_group_buy
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, settle
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import GroupBuyPlan, OutreachRecord, PlanTask
from ..rules.plans import check_move
from ..terms import PlanState, PlanTaskSort
from .agreements import owe_agreement

MOVED, DONE, AGAIN = N_("推进"), N_("完成步骤"), N_("重做步骤")


@transaction.atomic
def save_plan(row: GroupBuyPlan, verb: str, *, by) -> GroupBuyPlan:
    """Store a plan with its steps; the caller records.

    Raises Refused for a second open plan of a customer, and for one that has ended.
    """
    is_new = row._state.adding
    others = GroupBuyPlan.objects.filter(customer=row.customer, ended_at=None).exclude(pk=row.pk)
    if others.exists():
        raise Refused(
            N_("“{customer}”已经有一份进行中的团购计划。请在那里继续。"),
            customer=row.customer.name, field="customer",
        )  # fmt: skip
    if not is_new and row.ended_at is not None:
        raise Refused(N_("计划已经结束，不能再改。需要再开发，请新建一份。"))
    row.owner = row.owner if row.owner_id else by
    row.org_unit = row.owner.unit
    row.save()
    if is_new:
        PlanTask.objects.bulk_create([PlanTask(plan=row, sort=sort) for sort in PlanTaskSort])
    return row


@transaction.atomic
def move_plan(
    row: GroupBuyPlan, *, to: PlanState, by, summary: str = "", reason: str = ""
) -> GroupBuyPlan:
    """One step further, or to its end (B-10).

    Nobody leaves collection before his data are complete enough (A-11). A win asks for an
    agreement (B-12). Raises Refused.
    """
    rows = GroupBuyPlan.objects.select_for_update(of=("self",))
    row = rows.select_related("customer", "owner").get(pk=row.pk)
    summary = summary.strip() or row.summary
    check_move(PlanState(row.state), to, summary=summary, reason=reason)
    if row.state == PlanState.COLLECTING and not to.is_ended:
        refuse_incomplete_group_buy(row.customer, by=by)
    with recorded(row, MOVED, by=by, reason=reason[:200]):
        row.state, row.summary = to, summary[:4000]
        if to.is_ended:
            row.ended_at, row.result = timezone.now(), reason.strip()[:300]
        row.save(update_fields=["state", "summary", "ended_at", "result"])
    if to == PlanState.WON:
        owe_agreement(row.customer, owner=row.owner, won_at=row.ended_at, by=by)
    if to.is_ended:
        for step in row.tasks.filter(done_on=None):
            settle(source=access.STEP_SOURCE, about=step, by=by)
    return row


@transaction.atomic
def plan_step(step: PlanTask, *, due_on: date, by) -> PlanTask:
    """Set a day for a step: a to-do of the plan's owner. Raises Refused for a day gone by."""
    step = _step(step)
    if due_on < timezone.localdate():
        raise Refused(N_("期限不能早于今天。"), field="due_on")
    with recorded(step, Verb.CHANGE, by=by):
        step.due_on = due_on
        step.save(update_fields=["due_on"])
    title = say(N_("{customer}：{step}"), customer=step.plan.customer.name,
                step=say(PlanTaskSort(step.sort).chinese))  # fmt: skip
    ask(owner=step.plan.owner, source=access.STEP_SOURCE, about=step, title=title,
        due_at=due_on, by=by)  # fmt: skip
    return step


@transaction.atomic
def finish_step(
    step: PlanTask, *, by, note: str, is_yes: bool = True, on: date | None = None
) -> PlanTask:
    """A step was done; the last one confirms, or denies, that there is a real need (B-10).

    is_yes  the answer to “need confirmed?”; with no, the step stays open with its note
    Raises Refused without a word on what was done, and for a day ahead.
    """
    step, today = _step(step), timezone.localdate()
    if step.plan.ended_at is not None:
        raise Refused(N_("计划已经结束，不能再改。需要再开发，请新建一份。"))
    if not note.strip():
        raise Refused(N_("请写下做了什么、了解到什么。"), field="note")
    if (on or today) > today:
        raise Refused(N_("完成日期不能晚于今天。"), field="on")
    is_need = step.sort == PlanTaskSort.NEED
    is_done = is_yes or not is_need
    with recorded(step, DONE if is_done else AGAIN, by=by):
        step.note, step.by = note.strip()[:400], by
        step.done_on = (on or today) if is_done else None
        step.save(update_fields=["note", "by", "done_on"])
    if is_need:
        with recorded(step.plan, Verb.CHANGE, by=by):
            step.plan.need_confirmed_at = timezone.now() if is_yes else None
            step.plan.save(update_fields=["need_confirmed_at"])
    if is_done:
        settle(source=access.STEP_SOURCE, about=step, by=by)
    return step


@transaction.atomic
def save_outreach(row: OutreachRecord, verb: str, *, by) -> OutreachRecord:
    """Write an advertisement or event down; the caller records. Raises Refused for a day ahead."""
    if row._state.adding:
        row.owner, row.org_unit = by, by.unit
    if row.leads and row.on > timezone.localdate():
        raise Refused(N_("还没到的活动不会有线索。请核对日期。"), field="leads")
    row.save()
    return row


def _step(step: PlanTask) -> PlanTask:
    rows = PlanTask.objects.select_for_update(of=("self",))
    return rows.select_related("plan__customer", "plan__owner").get(pk=step.pk)
