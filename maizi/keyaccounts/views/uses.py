"""Who used which credit information for what; what readers suggest (M-5, D-40)."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, actions, forms
from ..terms import SuggestionState
from .parts import asked, given

A_PAGE = 50


@require_GET
def uses(request):
    """The log, newest first."""
    require(access.may(request.user, "log"))
    rows = access.visible_uses(request.user).select_related("user").order_by("-id")
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return page(request, "keyaccounts/uses.html", {"rows": found})


@require_GET
def suggestion(request, pk: int):
    """One suggestion and what was decided."""
    rows = access.visible_suggestions(request.user).select_related("by", "decided_by")
    row = get_object_or_404(rows, pk=pk)
    may_answer = access.may(request.user, "answer") and row.state == SuggestionState.OPEN
    context = {"row": row, "may_answer": may_answer and row.by_id != request.user.pk}
    return page(request, "keyaccounts/suggestion.html", context)


@require_http_methods(["GET", "POST"])
def answer(request, pk: int):
    """Decide on a suggestion."""
    require(access.may(request.user, "answer"))
    row = get_object_or_404(access.visible_suggestions(request.user), pk=pk)
    return asked(
        request, forms.AnswerForm(given(request)),
        lambda told: actions.answer(row, by=request.user, **told),
        title=_("答复建议"), onward=reverse("keyaccounts:suggestion_list"), label=_("答复"),
        told=_("已答复，提出人会收到。"), note=row.text,
        back=reverse("keyaccounts:suggestion_list"),
    )  # fmt: skip
