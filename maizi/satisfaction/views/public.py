"""The customer's own page: the questionnaire, once. No sign-in, no script needed (G-9)."""

import io

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.accounts.access import open_to_all
from maizi.kit.forms import taken
from maizi.kit.http import go, unlisted
from maizi.kit.jinja import page
from maizi.privacy.actions import may_visit

from .. import actions, forms, queries
from ..models import Invitation


def _invitation(token: str) -> Invitation:
    """The same 404 for a secret that is wrong or ended."""
    one = actions.invitation_for(token)
    if one is None:
        raise Http404
    return one


@open_to_all
@require_http_methods(["GET", "POST"])
def answer(request, token: str):
    """What he is asked; afterwards, thanks."""
    if not may_visit(request.META["REMOTE_ADDR"]):
        told = _("打开得太频繁了，请一小时后再试。")
        return HttpResponse(told, status=429, content_type="text/plain; charset=utf-8")
    one = _invitation(token)
    shown = queries.page_for(one)
    given = request.POST if request.method == "POST" and not shown.is_answered else None
    form = forms.AnswerForm(given, questions=shown.questions)
    if form.is_bound and taken(form, lambda: _take(one, form)):
        return unlisted(go(request, request.path))
    context = {"shown": shown, "form": form, "sections": queries.sections(shown.questions)}
    status = 422 if form.errors else 200
    return unlisted(page(request, "satisfaction/answer.html", context, status=status))


def _take(one: Invitation, form) -> None:
    actions.take_answer(one, form.given(), by=None)


@open_to_all
@require_GET
def answer_code(request, token: str):
    """The QR code of the page, to be shown on a screen or printed on a delivery note."""
    import segno  # here: few pages draw one, and it takes long to load

    _invitation(token)
    address = request.build_absolute_uri(reverse("satisfaction:answer", args=[token]))
    buffer = io.BytesIO()
    segno.make(address, error="m").save(buffer, kind="svg", scale=6, border=2)
    return unlisted(HttpResponse(buffer.getvalue(), content_type="image/svg+xml"))
