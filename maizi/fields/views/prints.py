"""Print one record: choose a template, get the file, find the filed copies again."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from maizi.files.queries import headers_for, open_stream
from maizi.history.actions import record
from maizi.history.terms import Verb
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, queries

MOST_SHOWN = 50


@require_GET
def prints(request, model: str, pk: int):
    """The templates a record can be printed with, and what was printed of it."""
    declared, row = _record(request, model, pk)
    made = access.visible_prints(request.user, row).select_related("by", "file")[:MOST_SHOWN]
    context = {
        "declared": declared,
        "row": row,
        "templates": queries.used_templates(model),
        "prints": [(one, one.is_filed and access.may_have(request.user, one, row)) for one in made],
        "may_seal": access.may(request.user, "seal") and queries.company_seal() is not None,
    }
    return page(request, "fields/prints.html", context)


@require_POST
def print_now(request, model: str, pk: int, key: str):
    """Make the document and hand it out."""
    _, row = _record(request, model, pk)
    template = queries.template_by_key(key, queries.used_templates(model))
    if template is None:
        raise Http404
    made = actions.print_document(
        template, row=row, by=request.user, site=f"{request.scheme}://{request.get_host()}",
        is_filed=bool(request.POST.get("filed")),
    )  # fmt: skip
    return _answer(made.file)


@require_GET
def print_again(request, model: str, pk: int, print_id: int):
    """A filed copy, for whom it shows nothing that the record hides from him."""
    _, row = _record(request, model, pk)
    made = get_object_or_404(access.visible_prints(request.user, row), pk=print_id, is_filed=True)
    require(access.may_have(request.user, made, row))
    record(row, verb=Verb.EXPORT, by=request.user, reason=str(made))
    return _answer(made.file)


def _record(request, model: str, pk: int):
    try:
        declared = access.document_of(model)
    except LookupError:
        raise Http404 from None
    return declared, get_object_or_404(declared.visible(request.user), pk=pk)


def _answer(file) -> FileResponse:
    response = FileResponse(open_stream(file), content_type=file.media_type)
    for name, value in headers_for(file).items():
        response[name] = value
    return response
