"""What came of a round: results, by segment, as a sheet; how well its questions measure."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import exports_frozen
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kernel.texts import N_
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, queries
from ..terms import Segment
from .parts import round_for

HEADS = (
    (N_("指标"), ""), (N_("题目"), ""), (N_("题型"), ""), (N_("答卷数"), "number"),
    (N_("平均分"), "number"), (N_("得分（0–100）"), "number"), (N_("上一轮得分"), "number"),
)  # fmt: skip


@require_GET
def results(request, pk: int):
    """Index, items, recommendation, gaps, reach, segments, beside the round before."""
    row, user = round_for(request, pk), request.user
    shown = queries.shown_results(row)
    by = _segment(request)
    words, hidden = queries.words_of(user, row)
    context = {
        "row": row, "shown": shown, "now": shown.now, "before": shown.before, "by": by,
        "segments": [] if shown.withheld else queries.segments_of(row, by),
        "choices": Segment.choices(), "rounds": queries.rounds_like(row), "words": words,
        "hidden": hidden, "may_plan": access.may(user, "plan", row),
        "may_export": access.may(user, "export") and not exports_frozen(user),
        "may_check": access.may(user, "design"),
    }  # fmt: skip
    return page(request, "satisfaction/results.html", context)


def _segment(request) -> Segment:
    asked = request.GET.get("by", "")
    return Segment(asked) if asked in list(Segment) else Segment.VALUE


@require_POST
def results_export(request, pk: int):
    """The items and indicators as a sheet; the history says so."""
    row, user = round_for(request, pk), request.user
    require(access.may(user, "export") and not exports_frozen(user))
    shown = queries.shown_results(row)
    record(row, verb=Verb.EXPORT, by=user, reason=_("满意度结果"))
    heads = [(_(label), sort) for label, sort in HEADS]
    rows = [] if shown.withheld else queries.sheet_of(shown)
    return sheet_answer(row.name, columns=heads, rows=rows, ending="xlsx")


@require_GET
def check(request, pk: int):
    """Reliability, correlations, factors: which questions are worth asking again (G-3)."""
    row = round_for(request, pk)
    require(access.may(request.user, "design"))
    context = {"row": row, "found": queries.checked_of(row)}
    return page(request, "satisfaction/check.html", context)
