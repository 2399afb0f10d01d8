"""Pages for customers, without sign-in but a signed address: answer a quote, follow an order."""

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.accounts.access import open_to_all
from maizi.kit.forms import taken
from maizi.kit.http import go, unlisted
from maizi.kit.jinja import page

from .. import actions, forms, queries


@open_to_all
@require_http_methods(["GET", "POST"])
def offer(request, token: str):
    """A quote as its customer sees it, with his yes and his no; later only that it is over."""
    row = queries.quote_behind(token)
    if row is None:
        raise Http404
    form = forms.AnswerForm(request.POST or None)
    is_accepted = request.POST.get("answer") == "yes"

    def write() -> None:
        words = form.cleaned_data["words"]
        actions.answer_quote(row, is_accepted=is_accepted, by=None, words=words)

    if request.method == "POST" and taken(form, write):
        messages.success(request, _("谢谢，已收到您的答复。"))
        return unlisted(go(request, request.path))
    if request.method == "GET" and request.user.is_anonymous:
        actions.note_seen(row, by=None)
    return unlisted(page(request, "sales/offer.html", _shown(row, form),
                      status=422 if form.errors else 200))  # fmt: skip


@open_to_all
@require_GET
def track(request, token: str):
    """An order as its customer follows it."""
    row = queries.order_behind(token)
    if row is None:
        raise Http404
    milestones = queries.milestones_of(row, is_public=True)
    context = {
        "row": row,
        "lines": queries.lines_of(row),
        "milestones": milestones,
        "steps": queries.steps_of(milestones),
        "deliveries": queries.deliveries_of(row),
    }
    return unlisted(page(request, "sales/track.html", context))


def _shown(row, form) -> dict:
    today = timezone.localdate()
    return {
        "row": row, "lines": queries.lines_of(row), "form": form,
        "is_answerable": queries.is_answerable(row, today=today),
        "is_over": row.state == "expired" or (row.state == "sent" and row.valid_until < today),
    }  # fmt: skip
