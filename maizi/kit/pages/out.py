"""Export what a list shows: right, reason, row limit, record."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..http import require
from ..jinja import page
from ..listing import Listing
from ..sheets.answer import sheet_answer
from .declare import Pages

MOST_ROWS = 200_000


@require_http_methods(["GET", "POST"])
def export_page(request, pages: Pages):
    """Ask for format and reason (GET), answer with the file (POST)."""
    require(pages.may(request.user, "export", None))
    listing = pages.listing(request, size=MOST_ROWS)
    if request.method == "GET":
        return page(request, "kit/export.html", {"pages": pages, "listing": listing})
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"), field="reason")
    if ids := [i for i in request.POST.getlist("pk") if i.isdigit()]:
        listing.found = listing.found.filter(pk__in=ids)
    return _answer(request, pages, listing, reason)


def _answer(request, pages: Pages, listing: Listing, reason: str) -> HttpResponse:
    rows = listing.rows
    if listing.after:
        raise Refused(_("结果超过 %s 行，请先筛选再导出。") % f"{MOST_ROWS:,}")
    columns = listing.columns
    lines = [[listing.export_value(row, c) for c in columns] for row in rows]
    kind, title = pages.model._meta.label_lower, _("%(label)s %(n)d 行") % {
        "label": pages.label_many, "n": len(rows),
    }  # fmt: skip
    changes = {
        N_("行数"): [None, len(rows)], N_("列"): [None, [c.name for c in columns]],
    }  # fmt: skip
    record_many(
        kind, lines=[(None, title, changes)], verb=Verb.EXPORT, by=request.user, reason=reason
    )
    ending = "csv" if request.POST.get("format") == "csv" else "xlsx"
    heads = [(c.label, c.sort) for c in columns]
    return sheet_answer(pages.label_many, heads, lines, ending=ending)
