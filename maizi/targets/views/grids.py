"""Targets of a year, typed into a grid or taken out of a sheet."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from maizi.files.queries import uploads_in
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..terms import Measure, Span


@require_http_methods(["GET", "POST"])
def grid(request):
    """The grid (GET), and what was typed into it (POST)."""
    require(access.may(request.user, "set"))
    given = request.POST if request.method == "POST" else request.GET
    asked = forms.ask_grid(given, timezone.localdate())
    typed = request.POST if request.method == "POST" else None
    form = forms.GridForm(request.user, asked, typed)
    if typed is not None and form.is_valid:
        count = actions.set_targets(
            asked, form.amounts, by=request.user, reason=typed.get("reason", "").strip()[:200]
        )
        messages.success(request, ngettext("已改 %d 个目标。", "已改 %d 个目标。", count) % count)
        return go(request, f"{reverse('targets:grid')}?{address_of(asked)}")
    return _shown(request, asked=asked, form=form, status=200 if typed is None else 422)


@require_POST
def grid_sheet(request):
    """A sheet of targets put into the grid, to be looked at before it is saved."""
    require(access.may(request.user, "set"))
    asked = forms.ask_grid(request.POST, timezone.localdate())
    form, sheet = (
        forms.GridForm(request.user, asked),
        forms.SheetForm(request.POST, uploads_in(request)),
    )
    if not sheet.is_valid():
        raise Refused(_("请选择一份表格。"), field="file")
    done, missed = sheet.fill(request.user, form)
    return _shown(request, asked=asked, form=form, filled=done, missed=missed)


def _shown(request, *, asked, form, status: int = 200, filled=None, missed=()):
    context = {
        "grid": asked, "form": form, "measures": Measure, "spans": Span, "filled": filled,
        "missed": missed, "names": queries.names_chosen(asked), "address": address_of(asked),
        "is_taxed": queries.is_taxed(), "basis": queries.basis(),
    }  # fmt: skip
    return page(request, "targets/grid.html", context, status=status)


def address_of(asked) -> str:
    """What a grid is about, to be carried on in links."""
    values = {
        "year": asked.year, "span": asked.span, "measure": asked.measure,
        "by": "unit" if asked.by_unit else None, "product": asked.product_id,
        "category": asked.category_id,
    }  # fmt: skip
    return urlencode({k: v for k, v in values.items() if v})
