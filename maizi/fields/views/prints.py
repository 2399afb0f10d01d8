"""Print one record: choose a template, get the file, find the filed copies again."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from .parts import file_answer

MOST_SHOWN = 50


@require_GET
def prints(request, model: str, pk: int):
    """The templates a record can be printed with, and what was printed of it."""
    declared, row = _record(request, model, pk)
    if ask := _question(request, declared, row):
        return go(request, ask)
    made = access.visible_prints(request.user, row).select_related("by", "file")
    made = made.prefetch_related("copies__keeper__unit")[:MOST_SHOWN]
    context = {
        "declared": declared,
        "row": row,
        "templates": queries.used_templates(model),
        "prints": [(one, one.is_filed and access.may_have(request.user, one, row)) for one in made],
        "keepers": queries.active_keepers() if declared.has_keepers else None,
        "enough": queries.ENOUGH,
        "may_seal": access.may(request.user, "seal") and queries.company_seal() is not None,
    }
    return page(request, "fields/prints.html", context)


@require_POST
def print_now(request, model: str, pk: int, key: str):
    """Make the document and hand it out."""
    declared, row = _record(request, model, pk)
    if ask := _question(request, declared, row):
        return go(request, ask)
    template = queries.template_by_key(key, queries.used_templates(model))
    if template is None:
        raise Http404
    made = actions.print_document(
        template, row=row, by=request.user, site=f"{request.scheme}://{request.get_host()}",
        is_filed=bool(request.POST.get("filed")),
    )  # fmt: skip
    return file_answer(made.file)


@require_GET
def print_again(request, model: str, pk: int, print_id: int):
    """A filed copy, for whom it shows nothing that the record hides from him."""
    declared, row = _record(request, model, pk)
    if ask := _question(request, declared, row):
        return go(request, ask)
    made = get_object_or_404(access.visible_prints(request.user, row), pk=print_id, is_filed=True)
    require(access.may_have(request.user, made, row))
    record(row, verb=Verb.EXPORT, by=request.user, reason=str(made))
    return file_answer(made.file)


def _record(request, model: str, pk: int):
    try:
        declared = access.document_of(model)
    except LookupError:
        raise Http404 from None
    return declared, get_object_or_404(declared.visible(request.user), pk=pk)


def _question(request, declared, row) -> str:
    """What has to be answered first; from there to the page of prints, which makes or shows one."""
    onward = reverse("fields:prints", args=[declared.kind, row.pk])
    return declared.asks(request.user, row, request.session.session_key or "", onward)
