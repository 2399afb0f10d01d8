"""Export what a list shows: right, reason, row limit, record."""

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused

from ..http import require
from ..jinja import page
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


def _answer(request, pages: Pages, listing, reason: str) -> FileResponse:
    from ..sheets.write import write_sheet

    rows = listing.rows
    if listing.after:
        raise Refused(_("结果超过 %s 行，请先筛选再导出。") % f"{MOST_ROWS:,}")
    columns, ending = listing.columns, request.POST.get("format", "xlsx")
    lines = ([listing.cell(row, c) for c in columns] for row in rows)
    file = write_sheet([(c.label, c.sort) for c in columns], lines, ending=ending)
    kind, title = pages.model._meta.label_lower, f"{pages.label} {len(rows)} 行"
    changes = {"rows": [None, len(rows)], "columns": [None, [c.name for c in columns]]}
    record_many(kind, [(None, title, changes)], Verb.EXPORT, by=request.user, reason=reason)
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M")
    return FileResponse(file, as_attachment=True, filename=f"{pages.label}-{stamp}.{ending}")
