"""Messages of one person, and the bell."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import unattended
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, queries


@require_GET
def notices(request):
    is_unread = request.GET.get("state") == "unread"
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    found = queries.notices_page(request.user, is_unread=is_unread, **asked)
    context = {
        "shown": queries.shown_rows(request.user, found.rows), "found": found,
        "is_unread": is_unread, "unread": queries.unread_count(request.user),
        "labels": {event.code: _(event.label) for event in access.event_kinds()},
    }  # fmt: skip
    return page(request, "inbox/notices.html", context)


@require_POST
def notices_read(request):
    count = actions.read_all(by=request.user)
    messages.success(request, ngettext("%d 条消息已读。", "%d 条消息已读。", count) % count)
    return go(request, reverse("inbox:notices"))


@require_POST
def notice_open(request, pk: int):
    """Mark a message as read and go where it leads."""
    row = get_object_or_404(access.visible_notices(request.user), pk=pk)
    require(access.may(request.user, "read", row))
    actions.read_notice(row, by=request.user)
    (shown,) = queries.shown_rows(request.user, [row])
    return go(request, shown.url or reverse("inbox:notices"))


@unattended
@require_GET
def bell(request):
    """The number on the bell, asked for each minute. One query."""
    count = queries.unread_count(request.user)
    door = {"bell": reverse("inbox:bell"), "notice_count": count}
    return page(request, "inbox/bell.html", {"door": door})
