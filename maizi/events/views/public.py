"""The invited person's own page: what it is, his answer, his QR code. No sign-in (C-40)."""

import io

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.accounts.access import open_to_all
from maizi.kit.forms import taken
from maizi.kit.http import go, unlisted
from maizi.kit.jinja import page
from maizi.privacy.actions import may_visit

from .. import actions, forms, queries
from ..models import Invitation
from ..terms import Answer


def _invitation(token: str) -> Invitation:
    """The same 404 for a secret that is wrong or ended."""
    row = actions.invitation_for(token)
    if row is None:
        raise Http404
    return row


@open_to_all
@require_http_methods(["GET", "POST"])
def reply(request, token: str):
    """What he is invited to, and whether he comes."""
    if not may_visit(request.META["REMOTE_ADDR"]):
        told = _("打开得太频繁了，请一小时后再试。")
        return HttpResponse(told, status=429, content_type="text/plain; charset=utf-8")
    row = _invitation(token)
    given = {"answer": row.answer, "companions": row.companions, "note": row.note}
    form = forms.AnswerForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and taken(form, lambda: _answer(row, form)):
        messages.success(request, _("谢谢，您的答复已收到。"))
        return unlisted(go(request, request.path))
    context = {"seen": queries.seen_by(row, now=timezone.now()), "form": form, "token": token}
    status = 422 if form.errors else 200
    return unlisted(page(request, "events/reply.html", context, status=status))


def _answer(row: Invitation, form) -> None:
    given = form.cleaned_data
    actions.answer(
        row, said=Answer(given["answer"]), companions=given["companions"] or 0, note=given["note"]
    )


@open_to_all
@require_GET
def reply_code(request, token: str):
    """His QR code: the address where a colleague at the door ticks him off."""
    import segno  # here: few pages draw one, and it takes long to load

    row, buffer = _invitation(token), io.BytesIO()
    address = request.build_absolute_uri(reverse("events:ticket", args=[row.ticket]))
    segno.make(address, error="m").save(buffer, kind="svg", scale=6, border=2)
    return unlisted(HttpResponse(buffer.getvalue(), content_type="image/svg+xml"))
