"""Win-back: the list with its numbers, one case, begun by hand, given up (C-80)."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..models import WinBack
from ..pages import WIN_BACKS
from .parts import customer_for


@require_GET
def win_backs(request):
    """The cases, with the way to the numbers."""
    links = [{"label": gettext_lazy("挽回率"), "icon": "report-analytics",
              "url": reverse("care:lost")}]  # fmt: skip
    return list_page(request, WIN_BACKS, list_actions=links)


@require_GET
def win_back(request, pk: int):
    """One case."""
    return _shown(request, _case(request, pk), forms.GiveUpForm())


@require_POST
def begin(request, pk: int):
    """Open a case for a customer."""
    row = actions.begin_case(customer_for(request, pk, "visit"), by=request.user)
    messages.success(request, _("已开始挽回。请写下原因和方案。"))
    return go(request, row.get_absolute_url())


@require_POST
def give_up(request, pk: int):
    """End a case without success."""
    row = _case(request, pk, "change")
    form = forms.GiveUpForm(request.POST)
    if taken(form, lambda: actions.give_up(
        row, outcome=form.cleaned_data["outcome"], by=request.user)):  # fmt: skip
        messages.success(request, _("挽回已结束。"))
        return go(request, row.get_absolute_url())
    return _shown(request, row, form)


@require_GET
def lost(request):
    """Largest customers lost, this year and last, and how many came back."""
    require(access.may_care(request.user, "report"))
    today = timezone.localdate()
    year = today.year - 1 if request.GET.get("year") == "last" else today.year
    since, until = date(year, 1, 1), date(year, 12, 31)
    until = min(until, today)
    context = {
        "year": year, "is_last": year != today.year,
        "outcome": queries.outcome_between(request.user, since, until),
        "rows": queries.largest_lost(request.user, since, until),
    }  # fmt: skip
    return page(request, "care/lost.html", context)


def _case(request, pk: int, verb: str = "view") -> WinBack:
    rows = access.visible_win_backs(request.user).select_related("customer", "owner")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_win_back(request.user, verb, row))
    return row


def _shown(request, row: WinBack, form):
    context = detail_context(WIN_BACKS, request.user, row) | {"form": form}
    status = 422 if form.errors else 200
    return page(request, "care/winback.html", context, status=status)
