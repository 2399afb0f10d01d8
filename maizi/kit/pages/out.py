"""Export what a list shows: right, reason, row limit, approval, watermark, record.

Contact fields leave masked unless somebody asks for them whole (N-4).
"""

import hashlib

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.accounts.access import exports_frozen
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel import masking
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import FieldGroup, group_of
from maizi.kernel.texts import N_

from ..guard import Leaving, guard
from ..http import go, require
from ..jinja import page
from ..listing import Listing
from ..listing.columns import Column
from ..listing.rows import HIDDEN
from ..sheets.answer import sheet_answer
from .beside import Extra, offered_extras, parts_of, texts_beside
from .declare import Pages

BESIDE = "beside"
MOST_ROWS = 200_000


@require_http_methods(["GET", "POST"])
def export_page(request, pages: Pages):
    """Ask for format and reason (GET), answer with the file (POST)."""
    require(pages.may(request.user, "export", None))
    if exports_frozen(request.user):
        raise Refused(_("您的导出已被冻结。如需资料，请联系您的主管。"))
    listing = pages.listing(request, size=MOST_ROWS)
    if request.method == "GET":
        return page(request, "kit/export.html", _asked(request, pages, listing))
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"), field="reason")
    if ids := _picks(request):
        listing.choose(ids)
    return _answer(request, pages, listing, reason)


def _asked(request, pages: Pages, listing: Listing) -> dict:
    """What the dialog asks."""
    extras = offered_extras(pages.model, request.user)
    has_contacts = any(_is_contact(pages, c) for c in listing.columns)
    return {
        "pages": pages, "listing": listing, "parts": parts_of(extras),
        "ticked": request.GET.getlist(BESIDE),
        "has_contacts": has_contacts or any(extra.is_contact for extra in extras),
    }  # fmt: skip


def _extras(request, pages: Pages) -> list[Extra]:
    """The ticked things beside the columns that the person may have, in their order."""
    ticked = {*request.POST.getlist(BESIDE), *request.GET.getlist(BESIDE)}
    return [e for e in offered_extras(pages.model, request.user) if e.code in ticked]


def _answer(request, pages: Pages, listing: Listing, reason: str) -> HttpResponse:
    rows = listing.rows
    if listing.after:
        raise Refused(_("结果超过 %s 行，请先筛选再导出。") % f"{MOST_ROWS:,}")
    extras = _extras(request, pages)
    leaving = _leaving(request, pages, (listing, extras), reason)
    if address := guard().let_go(request.user, leaving):
        return go(request, address)
    columns = listing.columns
    veiled = {c.name for c in columns if not leaving.contacts and _is_contact(pages, c)}
    veiled |= {e.code for e in extras if not leaving.contacts and e.is_contact}
    texts = texts_beside(pages.model, request.user, rows, [e.code for e in extras])
    lines = [
        [_cell(listing, row, c, c.name in veiled) for c in columns]
        + [_beside(texts.get((row.pk, e.code), ""), e.code in veiled) for e in extras]
        for row in rows
    ]
    kind, title = pages.model._meta.label_lower, _("%(label)s %(n)d 行") % {
        "label": pages.label_many, "n": len(rows),
    }  # fmt: skip
    changes = {
        N_("行数"): [None, len(rows)], N_("列"): [None, list(leaving.columns)],
    }  # fmt: skip
    record_many(
        kind, lines=[(None, title, changes)], verb=Verb.EXPORT, by=request.user, reason=reason
    )
    ending = "csv" if request.POST.get("format") == "csv" else "xlsx"
    heads = [(c.label, c.sort) for c in columns] + [(e.label, "text") for e in extras]
    mark = guard().mark(request.user)
    return sheet_answer(pages.label_many, columns=heads, rows=lines, ending=ending, mark=mark)


def _leaving(request, pages: Pages, shown: tuple[Listing, list[Extra]], reason: str) -> Leaving:
    """The export as the guard judges it; its address names what goes beside the columns."""
    listing, extras = shown
    groups = {group_of(pages.model, c.field) for c in listing.columns}
    groups |= {group for extra in extras for group in extra.groups}
    ids = sorted(row.pk for row in listing.rows)
    return Leaving(
        source=pages.model._meta.label_lower, label=pages.label_many,
        picks=_picks(request),
        query=listing.address(pk=None, **{BESIDE: [e.code for e in extras]}),
        columns=(*(c.name for c in listing.columns), *(e.code for e in extras)),
        rows=len(ids),
        digest=hashlib.sha256(repr(ids).encode()).hexdigest(),
        contacts=request.POST.get("contacts") == "on" and FieldGroup.CONTACT in groups,
        sensitive=FieldGroup.SENSITIVE in groups, reason=reason,
        grant=request.POST.get("grant", ""),
    )  # fmt: skip


def _picks(request) -> tuple[str, ...]:
    return tuple(i for i in request.POST.getlist("pk") if i.isdigit())


def _is_contact(pages: Pages, column: Column) -> bool:
    """Whether a column is a way to reach somebody and the person would see it whole."""
    is_contact = group_of(pages.model, column.field) == FieldGroup.CONTACT
    return is_contact and bool(column.mask) and not column.is_masked


def _cell(listing: Listing, row, column: Column, is_veiled: bool) -> object:
    value = listing.export_value(row, column)
    return masking.mask(column.mask, value) if is_veiled and isinstance(value, str) else value


def _beside(text: str, is_veiled: bool) -> str:
    return masking.mask("text", text) if is_veiled and text != HIDDEN else text
