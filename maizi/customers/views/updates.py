"""Keep a customer up to date: verify it, read and export how it was updated (A-31, A-33)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.history.actions import record
from maizi.history.queries import entries_of
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.pages import history_page
from maizi.kit.pages.changes import readable_entries
from maizi.kit.sheets.answer import sheet_answer

from .. import access, actions
from ..pages import CUSTOMERS

MOST_ENTRIES = 5_000


@require_POST
def verify(request, pk: int):
    row = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "change", row))
    actions.verify(row, by=request.user)
    messages.success(request, _("已记下：%s 的资料核实无误。") % row)
    return go(request, row.get_absolute_url())


@require_GET
def history(request, pk: int):
    """Every update with its way and approval, and the way to take it along."""
    return history_page(request, CUSTOMERS, pk, template="customers/history.html")


@require_POST
def export_history(request, pk: int):
    """The same as a sheet, a line for each value; the purpose is asked for and recorded."""
    row = get_object_or_404(access.visible_customers(request.user), pk=pk)
    require(access.may(request.user, "export"))
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise Refused(_("请写明导出的用途，导出会被记录。"), field="reason")
    entries = list(entries_of(row)[:MOST_ENTRIES])
    record(row, verb=Verb.EXPORT, by=request.user, reason=reason)
    unmasked = access.may(request.user, "unmask", row)
    told = readable_entries(entries, model=CUSTOMERS.model, user=request.user, unmasked=unmasked)
    ending = "csv" if request.POST.get("format") == "csv" else "xlsx"
    return sheet_answer(
        _("%s 的更新记录") % row, columns=_heads(), rows=list(_lines(told)), ending=ending
    )


def _heads() -> list[tuple[str, str]]:
    return [
        (_("时间"), "moment"), (_("操作人"), "text"), (_("动作"), "text"), (_("字段"), "text"),
        (_("原值"), "text"), (_("新值"), "text"), (_("原因"), "text"), (_("更新方式"), "text"),
    ]  # fmt: skip


def _lines(told):
    for one in told:
        way = "，".join(words for words, _address in one.told)
        for label, old, new in one.changes or [("", "", "")]:
            yield [one.entry.at, one.entry.actor_name, one.verb, label, old, new,
                   one.entry.reason, way]  # fmt: skip
