"""The register of parameters: look, change, go back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..forms import ParameterForm
from ..terms import Section
from .parts import done


@require_GET
def parameters(request):
    require(access.may(request.user, "read"))
    found = queries.entries(request.user, request.GET)
    chapters = [(section, [e for e in found if e.parameter.section == section])
                for section in Section]  # fmt: skip
    context = {
        "chapters": [(section, lines) for section, lines in chapters if lines],
        "sections": Section.choices(),
        "asked": request.GET,
        "total": len(found),
    }
    return page(request, "fields/parameters.html", context)


@require_http_methods(["GET", "POST"])
def parameter(request, code: str):
    """One parameter: what it is, what holds where, its history; change it (POST)."""
    require(access.may(request.user, "read"))
    declared, may_change = _declared(code), access.may(request.user, "parameters")
    require(request.method == "GET" or may_change)
    form = ParameterForm(request.POST or None, parameter=declared, user=request.user,
                         value=queries.parameter(code))  # fmt: skip

    def change():
        given = form.cleaned_data
        actions.change_parameter(code, given=form.given, by=request.user, reason=given["reason"],
                                 unit=given.get("unit"))  # fmt: skip

    if request.method == "POST" and done(form, change):
        messages.success(request, _("“%s”已修改，立即生效。") % _(declared.label))
        return redirect("fields:parameter", code)
    context = {"form": form, "may_change": may_change and not declared.is_fixed}
    return page(request, "fields/parameter.html",
                context | queries.told(request.user, declared),
                status=422 if form.errors else 200)  # fmt: skip


@require_POST
def parameter_reset(request, pk: int):
    require(access.may(request.user, "parameters"))
    row = get_object_or_404(access.visible_values(request.user), pk=pk)
    actions.reset_parameter(row, by=request.user, reason=request.POST.get("reason", "")[:200])
    messages.success(request, _("已恢复。"))
    return redirect("fields:parameter", row.code)


def _declared(code: str):
    try:
        return access.parameter_of(code)
    except LookupError:
        raise Http404 from None
