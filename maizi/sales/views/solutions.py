"""Solution sheets: begun at a quote or an order, read, changed (F-1)."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_http_methods

from maizi.history.terms import Verb
from maizi.kit.forms import form_for, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import save

from .. import access, queries
from ..models import Solution
from ..pages import SOLUTIONS

SIGHTS = {"quote": access.visible_quotes, "order": access.visible_orders}


@require_http_methods(["GET", "POST"])
def solution_begin(request, pk: int, kind: str):
    """The sheet of a quote or an order: the one there is, else the form of a new one."""
    document = get_object_or_404(SIGHTS[kind](request.user), pk=pk)
    known = access.visible_solutions(request.user).filter(**{kind: document}).first()
    if known is not None and request.method == "GET":
        return go(request, known.get_absolute_url())
    require(access.may_write_solution(request.user, document))
    row = Solution(**{kind: document})
    given = request.POST if request.method == "POST" else None
    form = form_for(SOLUTIONS, user=request.user, row=row, names=SOLUTIONS.fields, given=given)

    def write() -> None:
        save(SOLUTIONS, row=form.instance, verb=Verb.CREATE, by=request.user)

    if given is not None and taken(form, write):
        return go(request, form.instance.get_absolute_url())
    context = {"pages": SOLUTIONS, "form": form, "row": None}
    return page(request, "kit/edit.html", context, status=422 if form.errors else 200)


@require_GET
def solution(request, pk: int):
    """One sheet."""
    rows = access.visible_solutions(request.user).select_related(
        "quote__customer", "order__customer", "by"
    )
    row = get_object_or_404(rows, pk=pk)
    context = {
        "row": row, "document": row.document, "parts": queries.parts_of(row),
        "lacks": queries.lacks_of(row),
        "may_change": access.may_write_solution(request.user, row.document),
    }  # fmt: skip
    return page(request, "sales/solution.html", context)
