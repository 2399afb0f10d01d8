"""Pages that only read: list, count, detail, history, print, and showing a masked value."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.history.actions import record
from maizi.history.models import HistoryEntry
from maizi.history.queries import entries_of
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import FieldAccess

from .. import show
from ..guard import guard
from ..http import is_partial, require
from ..jinja import page
from ..listing.counts import exact_total
from ..listing.rows import HIDDEN
from ..reach import hidden_for
from .changes import readable_entries
from .declare import Pages

HISTORY_SIZE = 100
LIST_BLOCKS = ("rows", "filters", "columns")  # fetched on their own, by their element's id


@require_GET
def list_page(request, pages: Pages, *, template: str = "kit/list.html", **context):
    """The list; `template` extends kit/list.html."""
    require(pages.may(request.user, "view", None))
    listing = pages.listing(request)
    asked = request.headers.get("HX-Target", "")
    block = f"#{asked if asked in LIST_BLOCKS else 'rows'}" if is_partial(request) else ""
    return page(request, f"{template}{block}", context | {"pages": pages, "listing": listing})


@require_GET
def count_page(request, pages: Pages):
    """The exact number of rows, for a person who asked."""
    require(pages.may(request.user, "view", None))
    total = exact_total(pages.listing(request).found)
    return HttpResponse(f"{total.number:,}", content_type="text/plain; charset=utf-8")


@require_GET
def detail_page(request, pages: Pages, pk: int, **context):
    row = get_object_or_404(pages.visible(request.user), pk=pk)
    require(pages.may(request.user, "view", row))
    template = "kit/detail.html#drawer" if is_partial(request) else "kit/detail.html"
    return page(request, template, context | detail_context(pages, request.user, row))


def detail_context(pages: Pages, user, row) -> dict:
    """What a detail template needs: sections of (column, text, is masked), rights, panels."""
    unmasked, hides = pages.may(user, "unmask", row), hidden_for(pages.model, user)(row)
    sections = [
        (
            section.label,
            [
                (c, HIDDEN, False) if c.name in hides else _fact(c, row, unmasked)
                for c in pages.columns_for(user, section.fields)
            ],
        )
        for section in pages.sections
    ]
    return {
        "pages": pages,
        "row": row,
        "sections": [(label, facts) for label, facts in sections if facts],
        "may_change": pages.may(user, "change", row),
    }


def _fact(column, row, unmasked: bool) -> tuple:
    hidden = column.is_masked or (bool(getattr(column.field, "mask", None)) and not unmasked)
    if column.sort == "ref":
        related = getattr(row, column.name)
        return column, "" if related is None else str(related), False
    if column.sort == "refs":
        return column, _("、").join(str(r) for r in getattr(row, column.name).all()), False
    text = column.text(row, unmasked=unmasked)
    return column, text, hidden and bool(text)


@require_POST
def reveal_page(request, pages: Pages, pk: int, name: str):
    """Show one masked value to somebody who may; recorded, and limited per day (N-4)."""
    row = get_object_or_404(pages.visible(request.user), pk=pk)
    columns = {c.name: c for c in pages.columns_for(request.user)}
    column = columns.get(name)
    require(column is not None and column.access >= FieldAccess.MASKED)
    require(bool(getattr(column.field, "mask", None)))
    require(pages.may(request.user, "reveal", row))
    require(name not in hidden_for(pages.model, request.user)(row))
    since = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    shown = HistoryEntry.objects.filter(
        actor_id=request.user.pk, verb=Verb.REVEAL, at__gte=since
    ).count()
    most = guard().reveals_a_day(request.user)
    if shown >= most:
        raise Refused(_("今天查看完整内容的次数已用完（%d 次）。请明天再试，或请主管协助。") % most)
    record(row, verb=Verb.REVEAL, by=request.user, reason=request.POST.get("reason", "")[:200],
           changes={name: [None, None]})  # fmt: skip
    return HttpResponse(show.plain(getattr(row, name)), content_type="text/plain; charset=utf-8")


@require_GET
def history_page(request, pages: Pages, pk: int, *, template: str = "kit/history.html"):
    """Everything recorded about a record; `template` extends kit/history.html."""
    row = get_object_or_404(pages.visible(request.user), pk=pk)
    require(pages.may(request.user, "view", row))
    before = request.GET.get("before", "")
    entries = entries_of(row).filter(**({"id__lt": before} if before.isdigit() else {}))
    unmasked = pages.may(request.user, "unmask", row)
    found = list(entries[:HISTORY_SIZE])
    hidden = hidden_for(pages.model, request.user)(row)
    lines = readable_entries(
        found, model=pages.model, user=request.user, unmasked=unmasked, hidden=hidden
    )
    template += "#entries" if is_partial(request) else ""
    return page(request, template, {"pages": pages, "row": row, "entries": lines})


@require_GET
def print_page(request, pages: Pages, pk: int):
    row = get_object_or_404(pages.visible(request.user), pk=pk)
    require(pages.may(request.user, "view", row))
    record(row, verb=Verb.PRINT, by=request.user)
    return page(request, "kit/print_detail.html", detail_context(pages, request.user, row))
