"""Warehouses with their bins, reorder points, the closing of periods."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..pages import WAREHOUSES
from .parts import attempt, told


@require_GET
def warehouse(request, pk: int):
    """One warehouse with its bins."""
    row = get_object_or_404(access.visible_warehouses(request.user), pk=pk)
    context = detail_context(WAREHOUSES, request.user, row) | {
        "bins": row.bins.filter(is_active=True)[:500], "form": forms.BinForm(),
        "worth": queries.worth_of(row), "sees_cost": access.sees_cost(request.user),
    }  # fmt: skip
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"stock/warehouse.html{part}", context)


@require_POST
def add_bin(request, pk: int):
    row = get_object_or_404(access.visible_warehouses(request.user), pk=pk)
    require(access.may(request.user, "places", row))
    form = forms.BinForm(request.POST)

    def add():
        actions.add_bin(row, by=request.user, **form.cleaned_data)

    told(request, form, add, _("货位已增加。"))
    return go(request, row.get_absolute_url())


@require_POST
def remove_bin(request, pk: int):
    row = get_object_or_404(access.visible_bins(request.user), pk=pk)
    require(access.may(request.user, "places"))
    actions.remove_bin(row, by=request.user)
    messages.success(request, _("货位已移除。"))
    return go(request, row.warehouse.get_absolute_url())


@require_GET
def reorder(request):
    """Goods below their reorder points, and the points."""
    require(access.may(request.user, "view"))
    return _reorder(request, forms.PointForm(user=request.user))


@require_POST
def set_point(request):
    require(access.may(request.user, "places"))
    form = forms.PointForm(request.POST, user=request.user)

    def write():
        given = dict(form.cleaned_data)
        actions.set_point(given.pop("product"), by=request.user, **given)

    if not attempt(form, write):
        return _reorder(request, form)
    messages.success(request, _("补货点已保存。"))
    return go(request, reverse("stock:reorder"))


@require_POST
def remove_point(request, pk: int):
    row = get_object_or_404(access.visible_points(request.user), pk=pk)
    require(access.may(request.user, "places"))
    actions.remove_point(row, by=request.user)
    messages.success(request, _("补货点已移除。"))
    return go(request, reverse("stock:reorder"))


@require_http_methods(["GET", "POST"])
def closing(request):
    """Close the books up to a day."""
    require(access.may(request.user, "close"))
    form = forms.ClosingForm(request.POST or None)

    def close():
        given = form.cleaned_data
        actions.close_through(given["day"], by=request.user, reason=given["reason"])

    if request.method == "POST" and attempt(form, close):
        messages.success(request, _("已结账。"))
        return go(request, reverse("stock:closing"))
    context = {"form": form, "through": queries.closed_through()}
    status = 422 if request.method == "POST" else 200
    return page(request, "stock/closing.html", context, status=status)


@require_POST
def reopen(request):
    """Open the books again."""
    require(access.may(request.user, "close"))
    day = parse_date(request.POST.get("day", "")[:10]) if request.POST.get("day") else None
    actions.reopen_after(day, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("已反结账。"))
    return go(request, reverse("stock:closing"))


def _reorder(request, form):
    product = form.cleaned_data.get("product") if form.is_bound else None
    context = {
        "short": queries.shortages(request.user), "points": queries.points_of(request.user),
        "form": form, "may_set": access.may(request.user, "places"),
        "chosen": [(str(product.pk), product.name)] if product else [],
    }  # fmt: skip
    return page(request, "stock/reorder.html", context, status=422 if form.errors else 200)
