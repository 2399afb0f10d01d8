"""Target markets with their screenings, and the three concerns of development."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.ids import number_in
from maizi.kit.forms import taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page, save

from .. import access, actions, forms, queries
from ..models import SalesGoal, TargetMarket
from ..pages import MARKETS
from ..terms.markets import Choice, Criterion
from .parts import posted, said

SHOWN = 300
BESIDE_THE_LIST = (
    (gettext_lazy("三个开发重点"), "target", "development:concerns"),
    (gettext_lazy("客户需求"), "bulb", "development:need_list"),
)


@require_GET
def markets(request):
    """The list, with the ways to concerns and needs."""
    links = [{"label": label, "icon": icon, "url": reverse(url)}
             for label, icon, url in BESIDE_THE_LIST]  # fmt: skip
    return list_page(request, MARKETS, list_actions=links)


def _market(request, pk: int, verb: str = "view") -> TargetMarket:
    rows = access.visible_markets(request.user).select_related("owner")
    row = get_object_or_404(rows, pk=pk)
    require(access.may_market(request.user, verb, row))
    return row


@require_GET
def market(request, pk: int):
    """One market: whom it means, its screenings, what came of them."""
    row = _market(request, pk)
    return _shown(request, row, forms.ScreenForm())


def _shown(request, row: TargetMarket, form):
    deals = access.visible_opportunities(request.user).filter(market=row)
    context = {
        "row": row, "form": form, "screenings": row.screenings.select_related("by")[:20],
        "deals": deals.select_related("customer", "stage", "owner")[:50],
        "deal_count": deals.count(), "may_change": access.may_market(request.user, "change", row),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return page(request, "development/market.html", context, status=status)


@require_http_methods(["GET", "POST"])
def market_edit(request, pk: int | None = None):
    """The form of a market."""
    row = _market(request, pk, "change") if pk else TargetMarket()
    require(access.may_market(request.user, "change"))
    form = forms.MarketForm(posted(request), user=request.user, row=row)

    def write():
        verb = "change" if pk else "create"
        save(MARKETS, row=form.fill(row), verb=verb, by=request.user)

    if request.method == "POST" and taken(form, write):
        said(request, _("已保存：%s") % row.name)
        return go(request, row.get_absolute_url())
    context = {"row": row if pk else None, "form": form}
    status = 422 if form.errors else 200
    return page(request, "development/market_edit.html", context, status=status)


@require_POST
def screen(request, pk: int):
    """Look through the archive for a market."""
    row = _market(request, pk, "change")
    form, made = forms.ScreenForm(request.POST), []

    def write():
        made.append(actions.screen(row, least=form.cleaned_data["least"], by=request.user))

    return go(request, made[0].get_absolute_url()) if taken(form, write) else _shown(
        request, row, form
    )  # fmt: skip


@require_GET
def screening(request, pk: int):
    """The list of targets that a screening gave, as far as one sees them."""
    row = get_object_or_404(
        access.visible_screenings(request.user).select_related("market", "by"), pk=pk
    )
    rows = access.visible_targets(request.user).filter(screening=row)
    targets = [
        (target, [Criterion(code).label for code in target.reasons.split(",") if code])
        for target in rows.select_related("customer", "customer__owner", "opportunity")[:SHOWN]
    ]
    context = {"row": row, "targets": targets, "count": rows.count(), "most": SHOWN,
               "may_change": access.may_market(request.user, "change")}  # fmt: skip
    return page(request, "development/screening.html", context)


@require_POST
def choose(request, pk: int):
    """Take targets on, or leave them."""
    row = get_object_or_404(access.visible_screenings(request.user), pk=pk)
    require(access.may_market(request.user, "change"))
    ids = [number for text in request.POST.getlist("pk") if (number := number_in(text))]
    choice = Choice.TAKEN if request.POST.get("choice") == Choice.TAKEN else Choice.LEFT
    count = actions.choose_targets(row, ids, choice=choice, by=request.user)
    said(request, _("已决定 %d 个客户。") % count)
    return go(request, row.get_absolute_url())


@require_http_methods(["GET", "POST"])
def concerns(request):
    """Replace the lost, find new needs, keep to the few that matter: with their numbers (B-2)."""
    require(access.may_market(request.user, "view"))
    may_change = access.may_market(request.user, "change")
    require(request.method == "GET" or may_change)
    form = forms.GoalForm(posted(request))

    def write():
        actions.save_goal(SalesGoal(**form.values()), by=request.user)

    if request.method == "POST" and taken(form, write):
        said(request, _("开发目标已保存。"))
        return go(request, reverse("development:concerns"))
    user = request.user
    context = {
        "form": form, "may_change": may_change, "concerns": queries.concerns(user),
        "needs": queries.open_needs(user)[:20],
        "vital": queries.vital_customers(user, today=timezone.localdate()),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return page(request, "development/concerns.html", context, status=status)
