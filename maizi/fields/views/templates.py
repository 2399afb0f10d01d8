"""Templates of documents and the company's seal, in the settings."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.files.queries import open_stream, uploads_in
from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..forms import SealForm, TemplateForm
from ..models import DocumentTemplate
from ..queries import Template
from .parts import done

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
}


@require_http_methods(["GET", "POST"])
def templates(request):
    """Every template, and a place for the next version (POST)."""
    require(access.may(request.user, "read"))
    may_change = access.may(request.user, "templates")
    require(request.method == "GET" or may_change)
    form = TemplateForm(request.POST or None, uploads_in(request) or None)

    def add():
        given = form.cleaned_data
        form.made = actions.add_template(given["file"], by=request.user, kind=given["kind"],
                                         name=given["name"])  # fmt: skip

    if request.method == "POST" and done(form, add):
        messages.success(request, _("模板没有问题，已存为 %s。试打满意后再启用。") % form.made)
        return redirect("fields:templates")
    context = _everything(request.user) | {"form": form, "may_change": may_change}
    return page(request, "fields/templates.html", context, status=422 if form.errors else 200)


def _everything(user) -> dict:
    """Every template by what it is for, and the seal."""
    rows = list(access.visible_templates(user).select_related("file", "added_by"))
    chapters = [
        (one, queries.shipped_templates(one.kind), [row for row in rows if row.kind == one.kind])
        for one in access.documents()
    ]
    return {"chapters": chapters, "seal": queries.company_seal(), "seal_form": SealForm()}


@require_GET
def template_names(request, model: str):
    """What a template for a kind of record may ask for."""
    require(access.may(request.user, "read"))
    declared = _declared(model)
    sample = {**declared.sample, **access.STANDARD}
    return page(request, "fields/names.html", {"declared": declared, "sample": sample})


@require_GET
def template_download(request, model: str, key: str):
    require(access.may(request.user, "read"))
    template = _template(request, model, key)
    return _answer(template.read(), template.ending, f"{template.name}.{template.ending}")


@require_GET
def template_trial(request, model: str, key: str):
    """The template with invented values."""
    require(access.may(request.user, "read"))
    template = _template(request, model, key)
    content = actions.try_template(template, by=request.user)
    name = f"{template.name}-{_('试打')}.{template.printed_ending}"
    return _answer(content, template.printed_ending, name)


@require_POST
def template_use(request, pk: int):
    require(access.may(request.user, "templates"))
    row = get_object_or_404(access.visible_templates(request.user), pk=pk)
    actions.use_template(row, by=request.user)
    messages.success(request, _("已启用 %s。") % row)
    return redirect("fields:templates")


@require_POST
def template_retire(request, pk: int):
    require(access.may(request.user, "templates"))
    row = get_object_or_404(access.visible_templates(request.user), pk=pk)
    actions.retire_template(row, by=request.user)
    messages.success(request, _("已停用 %s。") % row)
    return redirect("fields:templates")


@require_POST
def seal(request):
    require(access.may(request.user, "templates"))
    form = SealForm(request.POST, uploads_in(request))
    if done(form, lambda: actions.change_seal(form.cleaned_data["file"], by=request.user)):
        messages.success(request, _("印章已更新。"))
    else:
        messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
    return redirect("fields:templates")


@require_GET
def seal_picture(request):
    require(access.may(request.user, "read"))
    row = queries.company_seal()
    if row is None:
        raise Http404
    with open_stream(row.file) as content:
        return HttpResponse(content.read(), content_type=row.file.media_type,
                            headers={"X-Content-Type-Options": "nosniff"})  # fmt: skip


def _declared(model: str):
    try:
        return access.document_of(model)
    except LookupError:
        raise Http404 from None


def _template(request, model: str, key: str) -> Template:
    _declared(model)
    rows = access.visible_templates(request.user).filter(kind=model).select_related("file")
    if key.isdigit():
        row: DocumentTemplate = get_object_or_404(rows, pk=key[:19])
        return queries.template_of(row)
    found = queries.template_by_key(key, queries.shipped_templates(model))
    if found is None:
        raise Http404
    return found


def _answer(content: bytes, ending: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=MEDIA[ending], headers={
        "Content-Disposition": content_disposition_header(True, name),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    })  # fmt: skip
