"""What went out, and what did not, and why."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.http import is_partial, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..terms import DeliveryState, Way


@require_GET
def deliveries(request):
    """Everything for those who manage the channels, his own mail for everybody else."""
    state = request.GET.get("state", "")
    state = state if state in set(DeliveryState) else ""
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    found = queries.deliveries_page(request.user, state=state, **asked)
    context = {
        "found": found, "rows": queries.shown_deliveries(request.user, found.rows),
        "state": state, "states": list(DeliveryState), "way_label": lambda way: Way(way).label,
        "counts": queries.waiting_count(request.user), "manages": access.manages(request.user),
        "is_moving": any(_is_moving(row) for row in found.rows),
        "retriable": (DeliveryState.FAILED, DeliveryState.DROPPED),
    }  # fmt: skip
    template = "inbox/deliveries.html#rows" if is_partial(request) else "inbox/deliveries.html"
    return page(request, template, context)


def _is_moving(row) -> bool:
    """Whether a look in ten seconds will show something else."""
    is_due = row.state == DeliveryState.WAITING and row.due_at <= timezone.now()
    return is_due or row.state == DeliveryState.SENDING


@require_POST
def delivery_retry(request, pk: int):
    row = get_object_or_404(access.visible_deliveries(request.user), pk=pk)
    require(access.may(request.user, "retry", row))
    actions.retry_delivery(row, by=request.user)
    messages.success(request, _("已重新排队，马上再发一次。"))
    return redirect("inbox:deliveries")
