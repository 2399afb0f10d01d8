"""One letter with its exchange, and what is decided about it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.complaints import access as complaints
from maizi.customers.access import visible_customers
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.service import access as tickets

from .. import access, actions, queries
from ..models import Message
from ..rules.markup import has_remote_pictures
from ..terms import Way

# What a letter's pictures may come from once somebody asked to see them; for that answer alone.
WITH_PICTURES = (
    "default-src 'self'; img-src 'self' blob: https: http:; object-src 'none'; base-uri 'self';"
    " form-action 'self'; frame-ancestors 'none'"
)


@require_GET
def message(request, pk: int):
    """A letter and those it belongs to; remote pictures only when asked for."""
    rows = access.visible_messages(request.user).select_related(
        "mailbox", "customer", "contact", "thread"
    )
    row = get_object_or_404(rows, pk=pk)
    with_pictures = request.GET.get("pictures") == "1"
    found = queries.thread_of(request.user, row)
    context = {
        "row": row, "exchange": [_shown(request, one, with_pictures) for one in found],
        "files": queries.files_of(found), "with_pictures": with_pictures,
        "may_settle": access.may_settle(request.user, row),
        "may_write": _may_write(request.user, row),
        "may_open": row.way == Way.IN and tickets.may(request.user, "add"),
        "may_complain": row.way == Way.IN and complaints.may(request.user, "add"),
        "suggestions": queries.suggestions_for(request.user, row),
    }  # fmt: skip
    answer = page(request, "mail/message.html", context)
    if with_pictures:
        answer.headers["Content-Security-Policy"] = WITH_PICTURES
    return answer


def _shown(request, row: Message, with_pictures: bool) -> dict:
    people = {
        name: queries.people_shown(request.user, getattr(row, name)) for name in ("to", "copy")
    }
    return {
        "row": row, "sender": queries.people_shown(request.user, [(row.sender_name, row.sender)]),
        "markup": queries.shown_markup(row, with_pictures=with_pictures) if row.markup else "",
        "has_pictures": has_remote_pictures(row.markup), **people,
    }  # fmt: skip


def _may_write(user, row: Message) -> bool:
    if row.customer:
        return access.may_write_to(user, row.customer)
    return access.works_in(user, row.mailbox)


@require_POST
def message_do(request, pk: int, verb: str):
    """Say that it is private, or whose it is."""
    row = get_object_or_404(access.visible_messages(request.user), pk=pk)
    require(access.may_settle(request.user, row))
    if verb == "private":
        actions.make_private(row, by=request.user)
        messages.success(request, _("已设为私人邮件，内容和跟进已删除。"))
        return go(request, row.mailbox.get_absolute_url())
    if verb != "give":
        raise Http404
    wanted = number_in(request.POST.get("customer", ""))
    customer = visible_customers(request.user).filter(pk=wanted or 0).first()
    if customer is None:
        raise Refused(_("请选择客户。"), field="customer")
    actions.give_to(row, customer, by=request.user)
    messages.success(request, _("已归到“%s”。") % customer)
    return go(request, row.get_absolute_url())
