"""The filed forms that a keeper keeps: find, take, check (F-53)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions
from ..forms import FiledForm
from .parts import file_answer

PER_PAGE = 50


@require_GET
def filed(request):
    """Copies of the reader's keepers, the newest first."""
    require(access.may(request.user, access.FILED))
    form = FiledForm(request.GET)
    rows = access.visible_copies(request.user).select_related("record__by", "keeper__unit")
    rows = _asked(rows, form.cleaned_data) if form.is_valid() else rows.none()
    if after := number_in(request.GET.get("after", "")):
        rows = rows.filter(pk__lt=after)
    found = list(rows[: PER_PAGE + 1])
    asked = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form, "rows": found[:PER_PAGE], "asked": asked,
        "labels": {one.kind: one.label for one in access.copy_kinds()},
        "more": found[PER_PAGE - 1].pk if len(found) > PER_PAGE else None,
    }  # fmt: skip
    return page(request, "fields/filed.html", context)


def _asked(rows, given: dict):
    """What is left of the rows by the conditions of a valid form."""
    conditions = {
        "record__kind": given["kind"], "at__date__gte": given["since"],
        "at__date__lte": given["until"],
    }  # fmt: skip
    return rows.filter(**{name: value for name, value in conditions.items() if value})


@require_GET
def filed_file(request, pk: int):
    copy = _copy(request, pk)
    return file_answer(actions.hand_out(copy, by=request.user))


@require_POST
def filed_check(request, pk: int):
    """Read the content again and say whether it is what was filed."""
    copy = _copy(request, pk)
    if actions.check_copy(copy, by=request.user):
        messages.success(request, _("“%s”内容完好，与存档时的哈希一致。") % copy)
    else:
        told = _("“%s”的内容已损坏或丢失，与存档时的哈希不一致。请联系系统管理员从备份恢复。")
        messages.error(request, told % copy)
    return go(request, reverse("fields:filed"))


def _copy(request, pk: int):
    rows = access.visible_copies(request.user)
    return get_object_or_404(rows.select_related("record", "file", "keeper__unit"), pk=pk)
