"""Pages for people who get a newsletter: no more of it, and the dot that counts. No sign-in."""

import base64

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.accounts.access import open_to_all
from maizi.kernel.masking import mask_email
from maizi.kit.http import go, unlisted
from maizi.kit.jinja import page
from maizi.privacy.actions import may_visit

from .. import actions
from ..models import Mailing

DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def _mailing(request, mark: str, use: str) -> Mailing:
    """The mailing behind a mark; the same 404 for every other."""
    row = actions.mailing_for(mark, use)
    if row is None:
        raise Http404
    return row


def _too_often(request) -> HttpResponse | None:
    if may_visit(request.META["REMOTE_ADDR"]):
        return None
    return HttpResponse(_("打开得太频繁了，请一小时后再试。"), status=429,
                        content_type="text/plain; charset=utf-8")  # fmt: skip


@open_to_all
@require_http_methods(["GET", "POST"])
def leave(request, mark: str):
    """Ask, then write down that somebody wants no more newsletters."""
    if refusal := _too_often(request):
        return refusal
    row = _mailing(request, mark, actions.LEAVE)
    if request.method == "POST":
        actions.leave(row)
        return unlisted(go(request, request.path))
    context = {"row": row, "address": mask_email(row.address)}
    return unlisted(page(request, "mail/leave.html", context))


@open_to_all
@require_POST
def leave_at_once(request, mark: str):
    """The one click of a mail program (RFC 8058): no page, no question, no cookie."""
    row = _mailing(request, mark, actions.LEAVE)
    actions.leave(row)
    return unlisted(HttpResponse(_("已退订。"), content_type="text/plain; charset=utf-8"))


# The mark in the address is the secret; nobody's sign-in is used, so none can be misused.
leave_at_once.csrf_exempt = True


@open_to_all
@require_GET
def seen(request, mark: str):
    """One dot; counts an opening of who agreed to it. The same dot for every other address."""
    row = actions.mailing_for(mark, actions.SEEN)
    if row:
        actions.note_opened(row)
    return unlisted(HttpResponse(DOT, content_type="image/gif"))
