"""Restricted records: who is on the list, for what they are opened (M-3, M-5)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from maizi.kit.http import go, require

from .. import access, actions, forms, queries
from ..models import ListedPerson
from .parts import done, form_page


@require_http_methods(["GET", "POST"])
def opening(request, topic: str, kind: str, pk: int):
    """Ask for what something restricted is opened, then go on to it."""
    found, row = access.topic_of(topic), access.restricted_row(request.user, kind, pk)
    if found is None:
        raise Http404
    require(found.may(request.user, row))
    form = forms.OpeningForm(request.POST or None)
    form.fields["purpose"].choices = [(c, _(label)) for c, label in found.purposes.items()]
    onward = request.GET.get("next") or row.get_absolute_url()
    if request.method == "POST" and done(form, lambda told: actions.open_for(
        row, topic=found, by=request.user, session=request.session.session_key or "", **told)
    ):  # fmt: skip
        return go(request, onward)
    return form_page(request, form, title=_("查看“%s”的用途") % _(found.label), back="/",
                     note=_("这是受限信息。用途、时间和您的姓名会被记录，负责人可以查到。"),
                     submit=_("查看"))  # fmt: skip


@require_http_methods(["GET", "POST"])
def listed(request, kind: str, pk: int):
    """The access list of one restricted record: who, why, until when, by whom."""
    row = access.restricted_row(request.user, kind, pk)
    require(access.restricted_kind(kind).may_list(request.user, row))
    form = forms.ListForm(request.user, request.POST or None)
    here = reverse("privacy:listed", args=[kind, pk])
    if request.method == "POST" and done(form, lambda told: actions.list_person(
        row, user=told["user"], reason=told["reason"], until=told["until"], by=request.user)
    ):  # fmt: skip
        messages.success(request, _("已加入访问名单。"))
        return go(request, here)
    return form_page(
        request, form, template="privacy/listed.html", title=_("访问名单"), row=row, kind=kind,
        back=row.get_absolute_url(), entries=queries.list_of(row),
        openings=queries.openings_of(row)[:50],
    )  # fmt: skip


@require_POST
def unlist(request, kind: str, pk: int, entry_id: int):
    row = access.restricted_row(request.user, kind, pk)
    require(access.restricted_kind(kind).may_list(request.user, row))
    entry = get_object_or_404(ListedPerson, kind=kind, object_id=row.pk, pk=entry_id)
    actions.unlist_person(row, entry, by=request.user)
    messages.success(request, _("已移出访问名单。"))
    return go(request, reverse("privacy:listed", args=[kind, pk]))
