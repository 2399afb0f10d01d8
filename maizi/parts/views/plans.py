"""One plan: its fleet, what the planner knows better, its way to approval and orders."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.history.actions import recorded
from maizi.kernel.ids import number_in
from maizi.kernel.texts import N_
from maizi.kit.forms import attempt, first_problem, form_for, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.purchasing.access import may_request

from .. import access, actions, forms, queries
from ..models import PartPlan
from ..pages import PLANS
from ..terms import Basis, PlanState

DONE = {
    "recount": N_("已按设备档案重新点数，人工改过的没有动。"),
    "compute": N_("已计算。"),
    "submit": N_("已提交审批。"),
    "request": N_("已生成请购单草稿，请提交。"),
    "end": N_("计划已结束，不再要求采购。"),
}


def _plan_for(request, pk: int, verb: str = "view") -> PartPlan:
    rows = access.visible_plans(request.user).select_related("owner", "org_unit")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, verb, row))
    return row


def _page_in(request) -> int:
    return min(max(number_in(request.GET.get("page", "")) or 1, 1), 10_000)


@require_http_methods(["GET", "POST"])
def plan_new(request):
    """Begin a plan with the values of the register of parameters."""
    require(access.may(request.user, "add"))
    row = PartPlan(**queries.usual_values())
    given = request.POST if request.method == "POST" else None
    form = form_for(PLANS, user=request.user, row=row, names=PLANS.fields, given=given)
    if given is not None and form.is_valid():

        def write() -> None:
            with recorded(form.instance, "create", by=request.user):
                actions.save_plan(form.instance, "create", by=request.user)

        if attempt(form, write):
            messages.success(request, _("已起草，并按设备档案点好了台数。请填计划销售。"))
            return go(request, reverse("parts:fleet", args=[form.instance.pk]))
    context = {"pages": PLANS, "form": form}
    return page(request, "parts/plan_new.html", context, status=422 if form.errors else 200)


@require_GET
def plan(request, pk: int):
    """One plan: where it stands, what it assumes, what follows, what is short."""
    row = _plan_for(request, pk)
    number = _page_in(request)
    context = {
        "row": row, "shown": queries.plan_shown(row, number=number), "number": number,
        "states": list(PlanState), "may_change": access.may(request.user, "change", row),
        "may_plan": access.may(request.user, "plan", row),
        "may_request": may_request(request.user, "request"),
    }  # fmt: skip
    return page(request, "parts/plan.html", context)


@require_http_methods(["GET", "POST"])
def fleet(request, pk: int):
    """Units by model and region, to look at or to type into."""
    row = _plan_for(request, pk, "change" if request.method == "POST" else "view")
    grid = queries.grid_of(row, number=_page_in(request))
    form = forms.FleetForm(request.POST if request.method == "POST" else None, grid=grid)

    def write() -> None:
        actions.save_fleet(row, form.corrections(), by=request.user)

    if form.is_bound and taken(form, write):
        messages.success(request, _("保有量已保存。请计算。"))
        return go(request, row.get_absolute_url())
    context = {"row": row, "grid": grid, "form": form,
               "may_change": access.may(request.user, "change", row)}  # fmt: skip
    return page(request, "parts/fleet.html", context, status=422 if form.errors else 200)


@require_POST
def do(request, pk: int, verb: str):
    """One step of a plan: recount, compute, submit, request, end."""
    if verb not in DONE:
        raise Http404
    row = _plan_for(request, pk, "plan" if verb != "request" else "view")
    require(verb != "request" or may_request(request.user, "request"))
    address, said = row.get_absolute_url(), DONE[verb]
    if verb == "request":
        made = actions.request_parts(row, by=request.user)
        address = reverse("purchasing:purchaserequest", args=[made.pk])
    elif verb == "end":
        actions.end_plan(row, by=request.user, reason=request.POST.get("reason", ""))
    elif verb == "compute":
        if actions.start_computing(row, by=request.user) is None:
            said = N_("备件很多，正在后台计算。算好以后这里会显示时间。")
    else:
        act = {"recount": actions.count_fleet, "submit": actions.submit_plan}[verb]
        act(row, by=request.user)
    messages.success(request, _(said))
    return go(request, address)


@require_POST
def prior_set(request, pk: int):
    """Another prior for one part of one model."""
    rows = access.visible_rates(request.user).select_related("plan", "part", "model")
    rate = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, "plan", rate.plan))
    form = forms.PriorForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    given = form.cleaned_data
    actions.set_prior(rate, prior=given["prior"], why=given["why"], by=request.user)
    messages.success(request, _("已记下。请重新计算。"))
    return go(request, f"{reverse('parts:part', args=[rate.part_id])}?plan={rate.plan_id}")


@require_POST
def basis_set(request, pk: int, part: int):
    """What one part is reckoned from."""
    row = _plan_for(request, pk, "plan")
    basis = get_object_or_404(queries.bases_of(row), part=part)
    form = forms.BasisForm(request.POST)
    if not form.is_valid():
        raise first_problem(form)
    asked = form.cleaned_data["asked"]
    actions.choose_basis(basis, asked=Basis(asked) if asked else None,
                         why=form.cleaned_data["why"], by=request.user)  # fmt: skip
    messages.success(request, _("已记下。请重新计算。"))
    return go(request, f"{reverse('parts:part', args=[part])}?plan={pk}")
