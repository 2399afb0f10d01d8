"""How far everybody is, down to the documents behind each number."""

from datetime import timedelta

from django.http import Http404
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import exports_frozen
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kit.guard import guard
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer

from .. import access, forms, queries
from ..rules.spans import next_first
from ..terms import Measure, Span


@require_GET
def board(request):
    require(access.may(request.user, "view"))
    today = timezone.localdate()
    chosen = forms.ask_board(request.GET, today)
    found = queries.board_of(request.user, chosen, today=today)
    context = {
        "found": found, "chosen": chosen, "measures": Measure, "spans": Span,
        "address": address_of(chosen), "before": _moved(chosen, back=True),
        "after": _moved(chosen), "may": {v: access.may(request.user, v) for v in ("set", "export")},
        "basis": queries.basis(), "is_taxed": queries.is_taxed(), "today": today,
        "names": queries.names_chosen(chosen), "may_commission": _offers(request.user),
        "most": max((_most(row) for row in found.rows), default=1),
    }  # fmt: skip
    return page(request, "targets/board.html", context)


def _offers(user) -> bool:
    return access.may_commission(user, "read") or access.may_commission(user, "run")


def _most(row):
    return max(row.standing.achieved, row.standing.target or 0, 1)


def address_of(chosen, **more) -> str:
    """What a board is about, to be carried on in links."""
    values = {
        "span": chosen.span, "on": chosen.first, "measure": chosen.measure,
        "by": "unit" if chosen.by_unit else None, "product": chosen.product_id,
        "category": chosen.category_id,
    }  # fmt: skip
    return urlencode({k: v for k, v in (values | more).items() if v})


def _moved(chosen, *, back: bool = False) -> str:
    """The same board a span earlier or later."""
    first = next_first(chosen.first, chosen.span)
    if back:
        first = chosen.first - timedelta(1)
    return address_of(chosen, on=first)


@require_GET
def documents(request, pk: int):
    """The documents behind one number."""
    require(access.may(request.user, "view"))
    chosen = forms.ask_board(request.GET, timezone.localdate())
    rows = access.visible_units(request.user) if chosen.by_unit else access.visible_people(
        request.user
    )  # fmt: skip
    subject = rows.filter(pk=pk).first()
    if subject is None:
        raise Http404
    units = queries.below(subject) if chosen.by_unit else ()
    people = () if chosen.by_unit else (subject.pk,)
    found = queries.documents_behind(chosen.measure, chosen.which, people=people, units=units)
    context = {
        "rows": found, "subject": subject, "chosen": chosen, "address": address_of(chosen),
        "total": sum(row["amount"] or 0 for row in found), "names": queries.names_chosen(chosen),
    }  # fmt: skip
    return page(request, "targets/documents.html", context)


@require_POST
def board_export(request):
    """The board as a sheet; the purpose is asked for and recorded."""
    require(access.may(request.user, "export") and not exports_frozen(request.user))
    reason = request.POST.get("reason", "").strip()[:200]
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"), field="reason")
    today = timezone.localdate()
    chosen = forms.ask_board(request.POST, today)
    found = queries.board_of(request.user, chosen, today=today)
    title = _("目标达成 %s") % f"{chosen.first:%Y-%m}"
    told = {"rows": [None, len(found.rows)]}
    record_many("targets.target", lines=[(None, title, told)], verb=Verb.EXPORT,
                by=request.user, reason=reason)  # fmt: skip
    rows = [_line(row) for row in found.rows]
    mark = guard().mark(request.user)
    return sheet_answer(title, columns=_heads(), rows=rows, ending="xlsx", mark=mark)


def _heads() -> list[tuple[str, str]]:
    return [
        (_("名次"), "number"), (_("名称"), "text"), (_("目标"), "amount"), (_("达成"), "amount"),
        (_("达成率"), "number"), (_("差距"), "amount"), (_("预计"), "amount"),
        (_("预计达成率"), "number"),
    ]  # fmt: skip


def _line(row) -> list:
    s = row.standing
    return [row.place, row.subject.name, s.target, s.achieved, s.achievement, s.gap, s.forecast,
            s.forecast_achievement]  # fmt: skip
