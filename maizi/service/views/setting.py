"""What the company lays down: promises, map, engineers, knowledge."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..rules.matrix import BANDS
from ..terms import OrderState


def _unit_in(request):
    form = forms.UnitForm(request.GET, user=request.user)
    return form.cleaned_data["unit"] if form.is_valid() else None


@require_GET
def promises(request):
    """The matrix as a heat map, since when, and by whom it was changed."""
    require(access.may_set_up(request.user, "view"))
    unit = _unit_in(request)
    matrix = queries.matrix_for(unit)
    context = {
        "matrix": matrix, "heat": queries.heat_of(matrix), "unit": unit, "bands": BANDS,
        "units": queries.own_matrix_units(), "versions": queries.versions_of(unit),
        "may_change": access.may_set_up(request.user, "change"),
    }  # fmt: skip
    return page(request, "service/promises.html", context)


@require_http_methods(["GET", "POST"])
def promises_edit(request):
    """The matrix as a table to type into."""
    require(access.may_set_up(request.user, "change"))
    unit = _unit_in(request)
    given = request.POST if request.method == "POST" else None
    form = forms.MatrixForm(given, matrix=queries.matrix_for(unit))

    def write() -> None:
        reason = form.cleaned_data["reason"]
        actions.save_matrix(form.matrix(), unit=unit, reason=reason, by=request.user)

    address = reverse("service:promises") + (f"?unit={unit.pk}" if unit else "")
    if form.is_bound and taken(form, write):
        messages.success(request, _("新的时限从现在起生效；已在计时的工单不变。"))
        return go(request, address)
    context = {"form": form, "unit": unit, "bands": BANDS, "address": address,
               "unit_form": forms.UnitForm(initial={"unit": unit}, user=request.user)}  # fmt: skip
    return page(request, "service/promises_edit.html", context, status=422 if form.errors else 200)


@require_GET
def points_map(request):
    """Service points with their radii, and where help is waited for."""
    require(access.may(request.user, "view"))
    context = {
        "drawn": queries.map_for(request.user),
        "may_change": access.may_set_up(request.user, "add"),
    }
    return page(request, "service/map.html", context)


def _engineer(request, pk: int, verb: str):
    rows = access.visible_engineers(request.user).select_related(
        "user", "point", "calendar", "warehouse"
    )
    row = get_object_or_404(rows, pk=pk)
    require(access.may_set_up(request.user, verb, row))
    return row


@require_GET
def engineer(request, pk: int):
    """One engineer: skills, hours, what he has in hand."""
    return _engineer_shown(request, _engineer(request, pk, "view"))


def _engineer_shown(request, row, **given):
    seen = access.visible_tickets(request.user).values("pk")
    orders = row.orders.filter(ticket__in=seen, state__in=(OrderState.ASKED, OrderState.ACCEPTED))
    context = {
        "row": row, "skills": list(row.skills.select_related("category")),
        "duties": list(row.duties.filter(until__gte=timezone.now())[:30]),
        "orders": list(orders.select_related("ticket__customer")[:50]),
        "today": timezone.localdate(), "may_change": access.may_set_up(request.user, "change"),
        "skills_form": forms.SkillsForm(row=row, user=request.user),
        "duty_form": forms.DutyForm(),
    } | given  # fmt: skip
    status = 422 if any(getattr(form, "errors", None) for form in given.values()) else 200
    return page(request, "service/engineer.html", context, status=status)


@require_POST
def skills(request, pk: int):
    """What an engineer can mend."""
    row = _engineer(request, pk, "change")
    form = forms.SkillsForm(request.POST, row=row, user=request.user)
    if taken(form, lambda: actions.set_skills(row, form.skills(), by=request.user)):
        messages.success(request, _("技能已保存。"))
        return go(request, row.get_absolute_url())
    return _engineer_shown(request, row, skills_form=form)


@require_POST
def duties(request, pk: int):
    """Some hours on call or off; or these hours after all not."""
    row = _engineer(request, pk, "change")
    if request.POST.get("remove"):
        found = get_object_or_404(row.duties, pk=number_in(request.POST["remove"]) or 0)
        actions.remove_duty(found, by=request.user)
        return go(request, row.get_absolute_url())
    form = forms.DutyForm(request.POST)
    if taken(form, lambda: actions.add_duty(form.duty(row), by=request.user)):
        messages.success(request, _("已登记。"))
        return go(request, row.get_absolute_url())
    return _engineer_shown(request, row, duty_form=form)


@require_GET
def article(request, pk: int):
    """One article, and which tickets it answered."""
    rows = access.visible_articles(request.user).select_related("family", "author", "reviewer")
    row = get_object_or_404(rows, pk=pk)
    tickets = access.visible_tickets(request.user).filter(article=row).order_by("-id")
    context = {"row": row, "tickets": list(tickets[:10]), "times": row.tickets.count(),
               "may_write": access.may_write(request.user, "change")}  # fmt: skip
    return page(request, "service/article.html", context)


@require_POST
def article_to(request, pk: int, what: str):
    """Review, publish or retire an article."""
    row = get_object_or_404(access.visible_articles(request.user), pk=pk)
    require(access.may_write(request.user, "change"))
    if what == "next":
        actions.advance_article(row, by=request.user)
    elif what == "retire":
        actions.retire_article(row, by=request.user)
    else:
        raise Http404
    return go(request, row.get_absolute_url())
