"""What a colleague at the door sees when he scans somebody's QR code."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions


@require_http_methods(["GET", "POST"])
def ticket(request, code: str):
    """Who it is, and one button: whoever works at events may tick off who stands before him."""
    require(access.may(request.user, "add"))
    rows = access.invitations_at_the_door(request.user)
    row = get_object_or_404(rows.select_related("event", "customer", "contact"), ticket=code)
    if request.method == "POST":
        is_new = actions.check_in(row, by=request.user)
        messages.success(request, _("%s 已签到。") % row if is_new else _("已经签过到了。"))
        return go(request, request.path)
    return page(request, "events/ticket.html", {"row": row})
