"""Exports that waited for approval, and how each role is watched over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.models import Role
from maizi.approvals.access import visible_cases
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..models import ExportRequest

SIZE = 50


@require_GET
def exports(request):
    """A person's own requests to export, each with its case and, approved, its download."""
    rows = access.visible_asks(request.user).select_related("by")
    if request.GET.get("all") != "1":
        rows = rows.filter(by=request.user)
    rows = list(rows[:SIZE])
    cases = visible_cases(request.user).filter(
        kind=ExportRequest._meta.label_lower, object_id__in=[r.pk for r in rows]
    )
    context = {
        "rows": rows, "cases": {case.object_id: case for case in cases}, "now": timezone.now(),
        "sees_all": access.may(request.user, "read"), "lists": access.list_address,
    }  # fmt: skip
    return page(request, "privacy/exports.html", context)


@require_GET
def safeguards(request):
    require(access.may(request.user, "safeguards"))
    context = {"lines": queries.safeguards_by_role()}
    return page(request, "privacy/safeguards.html", context)


@require_POST
def safeguard(request, pk: int):
    require(access.may(request.user, "safeguards"))
    role = get_object_or_404(Role, pk=pk)
    actions.change_safeguard(
        role, reveals=request.POST.get("reveals", "").strip(), by=request.user,
        has_watermark=request.POST.get("has_watermark") == "on",
    )  # fmt: skip
    messages.success(request, _("已保存。"))
    return go(request, reverse("privacy:safeguards"))
