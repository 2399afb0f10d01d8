"""The plain pages of one customer's credit information: each is read for a purpose (M-5)."""

from collections.abc import Callable

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kit.http import require
from maizi.kit.pages import Pages, detail_page, edit_page, history_page, print_page

from ..pages import EVALUATIONS, STATEMENTS, SURVEYS
from .parts import asked_why


@require_GET
def evaluation_history(request, pk: int):
    return _for_a_purpose(request, EVALUATIONS, pk, history_page)


@require_GET
def survey_history(request, pk: int):
    return _for_a_purpose(request, SURVEYS, pk, history_page)


@require_GET
def statement(request, pk: int):
    return _for_a_purpose(request, STATEMENTS, pk, detail_page)


@require_GET
def statement_history(request, pk: int):
    return _for_a_purpose(request, STATEMENTS, pk, history_page)


@require_GET
def statement_print(request, pk: int):
    return _for_a_purpose(request, STATEMENTS, pk, print_page)


@require_http_methods(["GET", "POST"])
def statement_edit(request, pk: int):
    """The form shows the statement; what was typed is never sent away for the question."""
    if request.method == "POST":
        return edit_page(request, STATEMENTS, pk)
    row = _seen(request, STATEMENTS, pk, "change")
    return asked_why(request, row.customer) or edit_page(request, STATEMENTS, pk)


def _for_a_purpose(request, pages: Pages, pk: int, look: Callable):
    row = _seen(request, pages, pk, "view")
    return asked_why(request, row.customer) or look(request, pages, pk)


def _seen(request, pages: Pages, pk: int, verb: str):
    row = get_object_or_404(pages.visible(request.user).select_related("customer"), pk=pk)
    require(pages.may(request.user, verb, row))
    return row
