"""The organisation tree."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts import access, actions
from maizi.kit.jinja import page

from .. import queries
from ..forms import UnitForm
from .parts import administers, done, form_page


@require_GET
def units(request):
    administers(request, "people")
    return page(request, "setup/units.html", {"branches": queries.branches(request.user)})


@require_http_methods(["GET", "POST"])
def unit_new(request):
    administers(request, "people")
    initial = {"parent": request.GET.get("parent", ""), "level": "department"}
    form = UnitForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and done(form, lambda: _create(request, form.cleaned_data)):
        messages.success(request, _("已新增“%s”。") % form.cleaned_data["name"])
        return redirect("setup:units")
    return form_page(request, form, {"title": _("新增部门"), "back": "setup:units"})


def _create(request, given: dict) -> None:
    parent = access.visible_units(request.user).filter(pk=given.pop("parent", None)).first()
    actions.create_unit(given["name"], by=request.user, parent=parent, level=given["level"],
                        position=given["position"])  # fmt: skip


@require_http_methods(["GET", "POST"])
def unit(request, pk: int):
    administers(request, "people")
    row = get_object_or_404(access.visible_units(request.user), pk=pk)
    initial = {
        "name": row.name,
        "level": row.level,
        "position": row.position,
        "parent": row.parent_id,
    }
    form = UnitForm(request.POST or None, user=request.user, unit=row, initial=initial)
    if request.method == "POST" and done(form, lambda: _change(request, row, form.cleaned_data)):
        messages.success(request, _("已保存：%s") % row)
        return redirect("setup:units")
    context = {"title": _("编辑部门"), "back": "setup:units", "unit": row}
    return form_page(request, form, context, template="setup/unit.html")


def _change(request, row, given: dict) -> None:
    parent_id = given.pop("parent", None)
    if parent_id and parent_id != row.parent_id:
        parent = get_object_or_404(access.visible_units(request.user), pk=parent_id)
        actions.move_unit(row, parent, by=request.user)
    actions.change_unit(row, by=request.user, **given)


@require_POST
def unit_close(request, pk: int):
    administers(request, "people")
    row = get_object_or_404(access.visible_units(request.user), pk=pk)
    actions.deactivate_unit(row, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("已停用“%s”。") % row)
    return redirect("setup:units")


@require_POST
def unit_open(request, pk: int):
    administers(request, "people")
    row = get_object_or_404(access.visible_units(request.user), pk=pk)
    actions.reactivate_unit(row, by=request.user)
    messages.success(request, _("已启用“%s”。") % row)
    return redirect("setup:units")
