"""Conflicts: written down at a customer, one with its way to an end (C-60)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.complaints.access import visible_complaints
from maizi.complaints.models import Complaint
from maizi.customers.access import visible_activities
from maizi.customers.models import Activity, Customer
from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import Conflict
from ..pages import CONFLICTS
from .parts import care_page, customer_for, filled, posted


@require_http_methods(["GET", "POST"])
def conflict_new(request, pk: int):
    """Write one down, begun from a complaint or a follow-up where it says which."""
    row = customer_for(request, pk, "visit")
    source, words = _source(request, row)
    start = {"situation": words[:1000]}
    form = forms.ConflictForm(posted(request), initial=start)

    def write():
        made = actions.open_conflict(form.instance, row, source=source, by=request.user)
        words = queries.judging_of(made)
        messages.success(request, _("冲突已记下，五个工作日没有化解会告诉主管。"))
        if words:
            messages.warning(request, _("“%s”像在评价人。请改成他说了什么、做了什么。") % words[0])

    about = {"title": _("记冲突"), "row": row}
    return filled(request, form=form, act=write, back=care_page(row), about=about)


def _source(request, customer: Customer) -> tuple[Complaint | Activity | None, str]:
    """The complaint or follow-up that the address names, if the person sees it; what it says."""
    asked = {name: number_in(request.GET.get(name, "")) for name in ("complaint", "activity")}
    if asked["complaint"]:
        rows = visible_complaints(request.user).filter(customer=customer)
        row = rows.filter(pk=asked["complaint"]).first()
        return row, row.words if row else ""
    rows = visible_activities(request.user).filter(customer=customer, pk=asked["activity"] or 0)
    row = rows.first()
    return row, row.content if row else ""


@require_GET
def conflict(request, pk: int):
    """One conflict."""
    return _shown(request, _conflict(request, pk), forms.SolveForm())


@require_POST
def conflict_solve(request, pk: int):
    """Both agreed on something."""
    row, form = _conflict(request, pk, "change"), forms.SolveForm(request.POST)
    if taken(form, lambda: actions.solve_conflict(row, by=request.user, **form.cleaned_data)):
        messages.success(request, _("冲突已化解。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, form)


def _conflict(request, pk: int, verb: str = "view") -> Conflict:
    rows = access.visible_conflicts(request.user).select_related("customer", "owner")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_win_back(request.user, verb, row))
    return row


def _shown(request, row: Conflict, form):
    context = detail_context(CONFLICTS, request.user, row)
    context |= {"form": form, "judging": queries.judging_of(row)}
    context |= queries.sources_of(request.user, row)
    status = 422 if form.errors else 200
    return page(request, "care/conflict.html", context, status=status)
