"""What a bundle is made of, and trying a selection."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kit.forms import first_problem
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import Product
from ..terms import ProductSort, RelationSort
from .parts import changeable_product, told


@require_GET
def bundle(request, pk: int):
    """Parts, choices, rules, and what a selection costs part by part."""
    row = get_object_or_404(access.visible_products(request.user), pk=pk)
    require(row.sort == ProductSort.BUNDLE)
    return page(request, "catalog/bundle.html", _context(request, row))


def _context(request, row: Product) -> dict:
    found = queries.bundle_of(row)
    flaws = queries.flaws_of(found)
    chosen = request.GET.getlist("chosen")[:60]
    return {
        "row": row,
        "bundle": found,
        "flaws": [said.text(_) for said in flaws],
        "dead": [] if flaws else queries.dead_parts(found),
        "chosen": chosen,
        "may_change": access.may(request.user, "change", row),
        "group_form": forms.GroupForm(),
        "part_form": forms.PartForm(user=request.user, product=row),
        "relation_form": forms.RelationForm(lines=found.lines),
        **({} if flaws else _trial(request, row, found)),
    }


def _trial(request, row: Product, found) -> dict:
    """The shares of a selection, or why it is not one."""
    form = forms.TrialForm(request.GET or None, lines=found.lines)
    price = None if row.list_price_yuan is None else yuan(row.list_price_yuan)
    if form.is_valid() and form.cleaned_data["price"] is not None:
        price = form.cleaned_data["price"]
    chosen = [int(i) for i in form.cleaned_data["chosen"]] if form.is_valid() else []
    if not request.GET:
        chosen = sorted(queries.first_selection(found))
    try:
        parts = queries.shares_of(found, chosen, price)
    except Refused as refusal:
        return {"trial": form, "price": price, "chosen": chosen, "refused": refusal.text(_)}
    totals = queries.totals_of(parts)
    return {"trial": form, "price": totals["share"], "chosen": chosen, "parts": parts,
            "totals": totals}  # fmt: skip


@require_POST
def add_group(request, pk: int):
    row = changeable_product(request, pk)
    form = forms.GroupForm(request.POST)
    told(
        request, form, lambda: actions.add_group(row, by=request.user, **form.cleaned_data),
        _("选择组已增加。"),
    )  # fmt: skip
    return _back(request, row)


@require_POST
def add_part(request, pk: int):
    row = changeable_product(request, pk)
    form = forms.PartForm(request.POST, user=request.user, product=row)
    told(
        request, form, lambda: actions.add_part(row, by=request.user, **form.cleaned_data),
        _("商品已加入组合。"),
    )  # fmt: skip
    return _back(request, row)


@require_POST
def add_relation(request, pk: int):
    row = changeable_product(request, pk)
    lines = {str(line.pk): line for line in queries.bundle_of(row).lines}
    form = forms.RelationForm(request.POST, lines=lines.values())
    if not form.is_valid():
        raise first_problem(form)
    given = form.cleaned_data
    actions.add_relation(
        lines[given["one"]], RelationSort(given["sort"]), lines[given["other"]], by=request.user
    )
    messages.success(request, _("搭配规则已增加。"))
    return _back(request, row)


@require_POST
def remove_group(request, pk: int):
    return _removed(request, queries.groups_seen(request.user), pk, actions.remove_group)


@require_POST
def remove_part(request, pk: int):
    return _removed(request, queries.lines_seen(request.user), pk, actions.remove_part)


@require_POST
def remove_relation(request, pk: int):
    return _removed(request, queries.relations_seen(request.user), pk, actions.remove_relation)


def _removed(request, rows, pk: int, act):
    row = get_object_or_404(rows, pk=pk)
    changeable_product(request, row.bundle_id)
    act(row, by=request.user)
    messages.success(request, _("已移除。"))
    return _back(request, row.bundle)


def _back(request, row: Product):
    return go(request, reverse("catalog:bundle", args=[row.pk]))
