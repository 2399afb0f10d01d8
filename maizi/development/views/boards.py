"""The board of a pipeline, and what its opportunities should bring."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..pages import PIPELINES
from .parts import posted, said


def _pipelines(request):
    """The pipelines in use, and the one that is asked for."""
    require(access.may(request.user, "view"))
    rows = list(access.visible_pipelines(request.user).filter(is_active=True))
    wanted = number_in(request.GET.get("pipeline", ""))
    return rows, next((row for row in rows if row.pk == wanted), rows[0] if rows else None)


@require_GET
def board(request):
    """A column for each stage; cards are dragged, or moved by keys."""
    rows, chosen = _pipelines(request)
    is_own = request.GET.get("who", "") == "me"
    words = " ".join(request.GET.get("q", "").split())[:40]
    columns = []
    if chosen:
        asked = queries.Asked(chosen, request.user if is_own else None, words)
        now, today = timezone.now(), timezone.localdate()
        columns = queries.board(request.user, asked, now=now, today=today)
    context = {"pipelines": rows, "chosen": chosen, "columns": columns, "is_own": is_own,
               "words": words, "may_change": access.may(request.user, "change"),
               "may_add": access.may(request.user, "add")}  # fmt: skip
    return page(request, "development/board.html", context)


@require_GET
def forecast(request):
    """Weighted forecast, conversion by cohort, reasons, and how true the chances were."""
    rows, chosen = _pipelines(request)
    context = {"pipelines": rows, "chosen": chosen}
    if chosen:
        user, today = request.user, timezone.localdate()
        context |= {
            "outlook": queries.outlook(user, chosen),
            "cohorts": queries.cohorts(user, chosen, today=today),
            "truth": queries.truth(user, chosen), "losses": queries.losses(user, chosen),
            "stages": queries.stage_lines(user, chosen),
        }  # fmt: skip
    return page(request, "development/forecast.html", context)


@require_GET
def pipelines(request):
    """The pipelines of the company."""
    return list_page(request, PIPELINES)


@require_http_methods(["GET", "POST"])
def pipeline(request, pk: int):
    """One pipeline and its stages."""
    row = get_object_or_404(access.visible_pipelines(request.user), pk=pk)
    may_change = access.may_pipeline(request.user, "change", row)
    require(request.method == "GET" or may_change)
    form = forms.StagesForm(posted(request), pipeline=row)

    def write():
        reason = form.cleaned_data["reason"]
        actions.set_stages(row, form.wanted(), by=request.user, reason=reason)

    if request.method == "POST" and taken(form, write):
        said(request, _("阶段已保存。"))
        return go(request, reverse("development:pipeline", args=[row.pk]))
    context = {"row": row, "form": form, "may_change": may_change, "stages": row.stages.all()}
    return page(request, "development/pipeline.html", context, status=422 if form.errors else 200)
