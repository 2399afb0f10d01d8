"""Statements of account: make, show, send; and the customer's own page."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import open_to_all
from maizi.kit.http import go, require, unlisted
from maizi.kit.jinja import page
from maizi.kit.sheets.answer import sheet_answer
from maizi.privacy.actions import may_visit

from .. import access, actions, forms, queries
from .parts import asked, given, seen_account

TOKEN_LENGTH = 43


@require_http_methods(["GET", "POST"])
def make(request, pk: int):
    """A statement for a period; last month unless said otherwise."""
    row = seen_account(request, pk, "statement")
    last = timezone.localdate().replace(day=1) - timedelta(days=1)
    initial = {"from_on": last.replace(day=1).isoformat(), "to_on": last.isoformat()}

    def act(told: dict) -> str:
        return actions.make_statement(row, by=request.user, **told).get_absolute_url()

    return asked(
        request, forms.PeriodForm(given(request), initial=initial), act, title=_("编制对账单"),
        row=row, label=_("编制"), told=_("对账单已编制。"),
        note=_("对账单按现在的账编制，之后再记的账不会改动它。"),
    )  # fmt: skip


@require_GET
def statement(request, pk: int):
    """One statement as it was made, and what became of it."""
    return page(request, "credit/statement.html", _context(request, pk))


@require_POST
def send(request, pk: int):
    """A secret address for the customer, shown this once."""
    row = _seen(request, pk, "statement")
    token = actions.send_statement(row, by=request.user)
    link = request.build_absolute_uri(reverse("credit:confirm", args=[token]))
    return page(request, "credit/statement.html", _context(request, pk) | {"link": link})


@require_POST
def cancel(request, pk: int):
    row = _seen(request, pk, "statement")
    actions.cancel_statement(row, by=request.user)
    messages.success(request, _("对账单已作废，链接同时失效。"))
    return go(request, row.get_absolute_url())


@require_GET
def sheet(request, pk: int):
    """The statement as a workbook."""
    row = _seen(request, pk, "export")
    title = f"{_('对账单')} {row.no} {row.account}"
    actions.note_export(title, by=request.user)
    columns, rows = queries.statement_sheet(row)
    return sheet_answer(title, columns=columns, rows=rows, ending="xlsx")


@open_to_all
@require_http_methods(["GET", "POST"])
def confirm(request, token: str):
    """The customer's page: see, confirm or say what is wrong; 404 for a link that does not work."""
    if not may_visit(request.META["REMOTE_ADDR"]):
        return HttpResponse(_("打开得太频繁了，请一小时后再试。"), status=429,
                            content_type="text/plain; charset=utf-8")  # fmt: skip
    row = _behind(token)
    form = forms.AnswerForm(given(request))

    def act(told: dict) -> str:
        agrees = told["verdict"] == "agree"
        actions.answer_statement(row, agrees=agrees, name=told["name"], answer=told["answer"])
        return request.path

    answer = asked(
        request, form, act, row=row, lines=queries.lines_shown(row), told=_("已收到，谢谢。"),
        company=queries.company(), template="credit/confirm.html",
    )  # fmt: skip
    return unlisted(answer)


def _behind(token: str):
    """The statement of a secret address; 404 for one that does not work, whatever the reason."""
    row = actions.statement_for(token) if len(token) == TOKEN_LENGTH else None
    if row is None:
        raise Http404
    return row


def _seen(request, pk: int, verb: str = "view"):
    rows = access.visible_statements(request.user).select_related("account__customer", "by")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, verb, row.account))
    return row


def _context(request, pk: int) -> dict:
    row = _seen(request, pk)
    return {
        "row": row,
        "lines": queries.lines_shown(row),
        "may_send": access.may(request.user, "statement") and row.state in actions.OPEN_STATES,
        "may_export": access.may(request.user, "export"),
    }
