"""The pages of the wizard; each knows the importer it works for."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.jobs.queries import progress_of
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in

from ..http import go, is_partial, require
from ..jinja import page
from ..models import ImportRun
from ..sheets.write import file_name
from . import flow, repairing
from .access import visible_runs
from .declare import Importer
from .results import refused_file
from .shown import (
    asked_places,
    grid_rows,
    options_of,
    place_choices,
    reading_of,
    reasons_of,
    steps_of,
)
from .terms import ImportMode, ImportState

PER_PAGE = 50
VERBS = {"pause": flow.pause, "resume": flow.resume, "cancel": flow.cancel}


@dataclass
class Standing:
    """What every page of one import shows."""

    importer: Importer
    run: ImportRun

    @property
    def context(self) -> dict:
        return {
            "importer": self.importer,
            "run": self.run,
            "state": self.run.present_state,
            "progress": progress_of(self.run.job) if self.run.job else None,
            "is_live": flow.is_live(self.run),
            "can_undo": flow.can_undo(self.run),
            **steps_of(self.run),
        }


@require_GET
def history_page(request, importer: Importer):
    require(importer.may(request.user))
    rows = visible_runs(request.user, importer)
    after = number_in(request.GET.get("after", ""))
    rows = list((rows.filter(pk__lt=after) if after else rows)[: PER_PAGE + 1])
    more = rows[PER_PAGE - 1].pk if len(rows) > PER_PAGE else None
    context = {"importer": importer, "runs": rows[:PER_PAGE], "more": more}
    return page(request, "kit/imports/history.html", context)


@require_http_methods(["GET", "POST"])
def new_page(request, importer: Importer):
    require(importer.may(request.user))
    if request.method == "GET":
        return page(request, "kit/imports/new.html", {"importer": importer, **steps_of(None)})
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(_("还没有选择文件。"), field="file")
    run = flow.begin(importer, upload, by=request.user)
    return go(request, importer.url("run" if flow.is_live(run) else "map", run.pk))


@require_GET
def run_page(request, importer: Importer, pk: int):
    """Where the import stands: progress, findings, result."""
    run = _run(request, importer, pk)
    if run.state == ImportState.UPLOADED and run.columns:
        return go(request, importer.url("map", run.pk))
    context = Standing(importer, run).context | {"reasons": reasons_of(run)}
    if run.added:
        context["written"] = importer.written(request.user, run)
    return page(request, "kit/imports/run.html", context)


@require_GET
def progress_page(request, importer: Importer, pk: int):
    """The moving part, asked for every second; sends the browser on when there is news."""
    run = _run(request, importer, pk)
    if not flow.is_live(run):
        return go(request, importer.url("run", run.pk))
    return page(request, "kit/imports/run.html#moving", Standing(importer, run).context)


@require_http_methods(["GET", "POST"])
def map_page(request, importer: Importer, pk: int):
    """Which column is what, and how the rows come in."""
    run = _run(request, importer, pk)
    form = importer.form(request.user, request.POST or None, run)
    if request.method == "POST" and form.is_valid():
        places = asked_places(request.POST, run)
        mode, options = request.POST.get("mode", "add"), options_of(form)
        run = flow.choose(run, places=places, by=request.user, mode=mode, options=options)
        run = flow.start(run, ImportState.CHECKING, by=request.user)
        return go(request, importer.url("run", run.pk))
    context = Standing(importer, run).context | {
        "form": form,
        "modes": ImportMode.choices(),
        "choices": place_choices(importer, request.user, run),
        **reading_of(run),
    }
    return page(request, "kit/imports/map.html", context, status=422 if form.errors else 200)


@require_POST
def reread_page(request, importer: Importer, pk: int):
    run, given = _run(request, importer, pk), request.POST
    run = flow.read_again(
        run, by=request.user, encoding=given.get("encoding", "")[:20],
        worksheet=given.get("worksheet", "")[:120],
        header_row=number_in(given.get("header_row", "")[:6]),
    )  # fmt: skip
    return go(request, importer.url("map", run.pk))


@require_POST
def check_page(request, importer: Importer, pk: int):
    run = flow.start(_run(request, importer, pk), ImportState.CHECKING, by=request.user)
    return go(request, importer.url("run", run.pk))


@require_POST
def start_page(request, importer: Importer, pk: int):
    run = flow.start(_run(request, importer, pk), ImportState.IMPORTING, by=request.user)
    return go(request, importer.url("run", run.pk))


@require_POST
def undo_page(request, importer: Importer, pk: int):
    run = flow.start(_run(request, importer, pk), ImportState.UNDOING, by=request.user)
    return go(request, importer.url("run", run.pk))


@require_POST
def tell_page(request, importer: Importer, pk: int, verb: str):
    """Pause, resume or cancel what is under way."""
    run = _run(request, importer, pk)
    if verb not in VERBS:
        raise Http404
    VERBS[verb](run, by=request.user)
    return go(request, importer.url("run", run.pk))


@require_GET
def grid_page(request, importer: Importer, pk: int):
    """The rows with findings, to be repaired; one reason alone when asked."""
    run = _run(request, importer, pk)
    context = Standing(importer, run).context | grid_rows(run, request.GET)
    return page(request, "kit/imports/grid.html", context)


@require_POST
def fix_page(request, importer: Importer, pk: int, row: int):
    """One repaired row, read and checked again."""
    run, given = _run(request, importer, pk), request.POST
    texts = {name[5:]: text for name, text in given.items() if name.startswith("text-")}
    repairing.repair(run, number=row, texts=texts, by=request.user, is_dropped="drop" in given)
    if is_partial(request):
        run = _run(request, importer, pk)
        context = Standing(importer, run).context | grid_rows(run, {"row": str(row)})
        return page(request, "kit/imports/grid.html#rows", context)
    messages.success(request, _("第 %d 行已重新检查。") % row)
    return go(request, importer.url("grid", run.pk))


@require_GET
def refused_page(request, importer: Importer, pk: int):
    """The rows that did not come in, as a workbook to be corrected and sent again."""
    run = _run(request, importer, pk)
    require(run.state != ImportState.UNDONE or run.refused > 0)
    name = file_name(_("%s-未导入的行") % run.name.rpartition(".")[0], "xlsx")
    return FileResponse(refused_file(run, by=request.user), as_attachment=True, filename=name)


def _run(request, importer: Importer, pk: int) -> ImportRun:
    require(importer.may(request.user))
    return get_object_or_404(visible_runs(request.user, importer), pk=pk)
