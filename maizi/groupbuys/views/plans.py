"""One plan for a group-buy customer, and one advertisement or event (B-10, B-12)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kernel.errors import Refused
from maizi.kit.forms import first_problem
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms
from ..pages import OUTREACH, PLANS
from ..rules.plans import NEXT
from ..terms import PlanState, PlanTaskSort
from .parts import plan_for


@require_GET
def plan(request, pk: int):
    """One plan: need, steps, analysis, keeping the relation."""
    row = plan_for(request, pk)
    tasks = list(row.tasks.select_related("by"))
    steps = [task for task in tasks if not PlanTaskSort(task.sort).is_keeping]
    context = detail_context(PLANS, request.user, row) | {
        "steps": steps, "keeping": [task for task in tasks if task not in steps],
        "moves": NEXT.get(PlanState(row.state), ()), "today": timezone.localdate(),
        "states": [state for state in PlanState if not state.is_ended],
    }  # fmt: skip
    return page(request, "groupbuys/plan.html", context)


@require_POST
def plan_move(request, pk: int):
    """One step further, or to the end."""
    row = plan_for(request, pk, "change")
    form = forms.MoveForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    given = form.cleaned_data
    actions.move_plan(
        row, to=PlanState(given["to"]), by=request.user, summary=given["summary"],
        reason=given["reason"],
    )  # fmt: skip
    messages.success(request, _("计划已推进。"))
    return go(request, row.get_absolute_url())


@require_POST
def plan_step(request, pk: int):
    """A step is done, or gets a day."""
    step = get_object_or_404(access.visible_tasks(request.user).select_related("plan"), pk=pk)
    require(access.may_plan(request.user, "change", step.plan))
    form = forms.StepForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    given = form.cleaned_data
    if request.POST.get("what") == "day":
        if given["due_on"] is None:
            raise Refused(_("请选择期限。"), field="due_on")
        actions.plan_step(step, due_on=given["due_on"], by=request.user)
        messages.success(request, _("已定期限，到期前会在“今日”提醒。"))
    else:
        actions.finish_step(step, by=request.user, note=given["note"], is_yes=given["is_yes"])
        messages.success(request, _("已记下。"))
    return go(request, step.plan.get_absolute_url())


@require_GET
def outreach(request, pk: int):
    """One advertisement or event, with what a lead cost."""
    rows = access.visible_outreach(request.user).select_related("activity", "owner")
    row = get_object_or_404(rows, pk=pk)
    context = detail_context(OUTREACH, request.user, row)
    per_lead = row.cost_yuan / row.leads if row.leads else None
    return page(request, "groupbuys/outreach.html", context | {"per_lead": per_lead})
