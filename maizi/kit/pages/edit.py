"""Pages that write: form, one cell, many rows at once, and taking the last change back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused

from ..forms import form_for
from ..http import go, is_partial, require
from ..jinja import page
from .declare import Pages
from .save import save

MOST_AT_ONCE = 500


@require_http_methods(["GET", "POST"])
def edit_page(request, pages: Pages, pk: int | None = None, *, template: str = "kit/edit.html"):
    """Create (no `pk`) or change one record; `template` extends kit/edit.html."""
    row = get_object_or_404(pages.visible(request.user), pk=pk) if pk else pages.model()
    require(pages.may(request.user, "change" if pk else "add", row if pk else None))
    form = form_for(
        pages, user=request.user, row=row, names=pages.fields, given=request.POST or None
    )
    if request.method == "POST" and form.is_valid() and _saved(pages, form, request, bool(pk)):
        messages.success(request, _("已保存：%s") % form.instance)
        return go(request, request.POST.get("next_page") or pages.url("", form.instance.pk))
    context = {"pages": pages, "form": form, "row": row if pk else None}
    template += "#drawer" if is_partial(request) else ""
    return page(request, template, context, status=422 if form.errors else 200)


def _saved(pages: Pages, form, request, exists: bool) -> bool:
    """Save a valid form; a refusal becomes an error of the form, and nothing typed is lost."""
    try:
        with transaction.atomic():
            verb = Verb.CHANGE if exists else Verb.CREATE
            save(
                pages,
                row=form.instance,
                verb=verb,
                by=request.user,
                reason=request.POST.get("reason", ""),
            )
            form._save_m2m()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        form.refusal = refusal
        return False
    return True


@require_http_methods(["GET", "POST"])
def cell_page(request, pages: Pages, pk: int, name: str):
    """One cell of the list: its editor (GET) and its new value (POST).

    With `pks` the same value goes into all chosen rows.
    """
    if request.method == "POST" and request.POST.getlist("pks"):
        return _bulk(request, pages, request.POST.getlist("pks"), name)
    row = get_object_or_404(pages.visible(request.user), pk=pk)
    require(name in pages.bulk_fields and pages.may(request.user, "change", row))
    form = form_for(pages, user=request.user, row=row, names=[name], given=request.POST or None)
    require(bool(form.fields))
    if request.method == "POST" and form.is_valid() and _saved(pages, form, request, exists=True):
        (column,) = pages.columns_for(request.user, [name])
        return page(
            request,
            "kit/cell.html",
            {"pages": pages, "row": _fresh(pages, request, pk, column), "column": column},
        )
    context = {"pages": pages, "row": row, "form": form, "name": name}
    return page(request, "kit/cell_edit.html", context, status=422 if form.errors else 200)


def _fresh(pages: Pages, request, pk: int, column):
    listing = pages.listing(request)
    listing.found = listing.pages.visible(request.user)
    listing.choose([pk])
    listing.columns = [column]
    row = listing.rows[0]
    row.cell_text = listing.cell(row, column)
    return row


@require_POST
def bulk_page(request, pages: Pages):
    """Set one field on the chosen rows; all are changed, or none."""
    return _bulk(request, pages, request.POST.getlist("pk"), request.POST.get("field", ""))


def _bulk(request, pages: Pages, ids: list[str], name: str):
    require(pages.may(request.user, "change", None) and name in pages.bulk_fields)
    ids = {i for i in ids if i.isascii() and i.isdigit() and len(i) < 20}
    if not ids:
        raise Refused(_("还没有选中任何记录。请先勾选要修改的行。"))
    if len(ids) > MOST_AT_ONCE:
        raise Refused(_("一次最多修改 %d 条。请分几次修改。") % MOST_AT_ONCE)
    with transaction.atomic():
        rows = list(pages.visible(request.user).filter(pk__in=ids))
        if len(rows) < len(ids):
            raise Refused(_("有些记录您已看不到，或已不存在。请刷新后再选。"))
        for row in rows:
            _set_one(request, pages, row, name)
    address = reverse(f"{pages.model._meta.app_label}:{pages.name}_undo", args=[request.id])
    messages.success(request, _("已修改 %d 条。") % len(rows), extra_tags=f"undo {address}")
    return go(request, request.headers.get("HX-Current-URL") or pages.url("list"))


def _set_one(request, pages: Pages, row, name: str) -> None:
    require(pages.may(request.user, "change", row))
    form = form_for(pages, user=request.user, row=row, names=[name], given=request.POST)
    if not form.is_valid():
        raise Refused(_("没有修改任何记录。%(row)s：%(problem)s") % {
            "row": row, "problem": " ".join(e for errors in form.errors.values() for e in errors),
        })  # fmt: skip
    save(pages, row=form.instance, verb=Verb.BULK_CHANGE, by=request.user)
    form._save_m2m()


@require_POST
def undo_page(request, pages: Pages, request_id: str):
    """Take back what one request of this person changed, where nothing has changed since."""
    require(pages.may(request.user, "change", None))
    entries = HistoryEntry.objects.filter(
        request_id=request_id, actor_id=request.user.pk, kind=pages.model._meta.label_lower,
        verb__in=[Verb.CHANGE, Verb.BULK_CHANGE],
    )  # fmt: skip
    done = left = 0
    with transaction.atomic():
        for entry in entries:
            row = pages.visible(request.user).filter(pk=entry.object_id).first()
            taken_back = row is not None and pages.may(request.user, "change", row)
            if taken_back and _restored(row, entry.changes):
                save(pages, row=row, verb=Verb.UNDO, by=request.user)
                done += 1
            else:
                left += 1
    messages.success(request, _("已撤销 %d 条。") % done)
    if left:
        messages.warning(request, _("%d 条之后又被改过或已不可见，保持不变。") % left)
    return go(request, request.headers.get("HX-Current-URL") or pages.url("list"))


def _restored(row, changes: dict) -> bool:
    """Put the old values back into `row` if every new one still stands."""
    for name, (_old, new) in changes.items():
        field = row._meta.get_field(name)
        if field.to_python(new) != getattr(row, field.attname) and not (
            new is None and getattr(row, field.attname) in ("", None)
        ):
            return False
    for name, (old, _new) in changes.items():
        field = row._meta.get_field(name)
        empty = None if field.null else field.get_default()
        setattr(row, field.attname, empty if old is None else field.to_python(old))
    try:
        row.clean_fields()
    except ValidationError:
        return False
    return True
