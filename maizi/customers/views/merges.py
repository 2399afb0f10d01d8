"""Side by side into one, and back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kernel.privacy import FieldAccess
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries, rules
from ..models import Customer


@require_http_methods(["GET", "POST"])
def merge(request):
    """Customers side by side (GET, or chosen in a list), and what was chosen (POST)."""
    require(access.may(request.user, "merge"))
    given = request.POST if request.method == "POST" else request.GET
    ids = forms.chosen_ids(given)
    if request.method == "POST" and "survivor" not in given:
        return go(request, f"{reverse('customers:merge')}?{urlencode({'pk': ids}, doseq=True)}")
    rows = _in_sight(request.user, ids, is_asked=request.method == "POST")
    refusal = _refusal(rows, request.user)
    context = {"rows": rows, "refusal": refusal}
    if not refusal:
        context |= _beside(request, rows, number_in(given.get("survivor", "")))
    if request.method == "POST" and not refusal:
        return _merged(request, context)
    status = 422 if refusal and request.method == "POST" else 200
    return page(request, "customers/merges_page.html", context, status=status)


def _in_sight(user, ids: list[int], *, is_asked: bool) -> list[Customer]:
    """The chosen ones; who only looks is shown those that he sees of them."""
    if len(ids) > rules.MOST_AT_ONCE:
        raise Refused(_("一次最多合并 %d 个客户。请分几次进行。") % rules.MOST_AT_ONCE)
    found = access.visible_customers(user).select_related("owner", "pool").in_bulk(ids)
    if is_asked and len(found) < len(ids):
        raise Refused(_("有客户刚被合并，或您已看不到它。请刷新后再选。"))
    return [found[one] for one in ids if one in found]


def _refusal(rows: list[Customer], user) -> str:
    """Why these may not become one, whoever of them stays."""
    sides = queries.sides_of(rows, user)
    if not sides:
        return str(rules.refusal(sides, 0, ()))
    found = rules.refusal(sides, rules.survivor_among(sides), queries.related_among(rows))
    return found.text(_) if hasattr(found, "text") else found


def _beside(request, rows: list[Customer], survivor: int | None) -> dict:
    """The table: the survivor first, a line a field."""
    user = request.user
    usual = rules.survivor_among(queries.sides_of(rows, user))
    chosen = survivor if survivor in {row.pk for row in rows} else usual
    rows = sorted(rows, key=lambda row: row.pk != chosen)
    hanging = queries.children_of([row.pk for row in rows])
    lines = queries.side_by_side(rows, user)
    writes = [line["column"].name for line in lines if line["column"].access >= FieldAccess.WRITE]
    return {
        "rows": rows, "lines": lines, "survivor": chosen, "hanging": hanging, "writes": writes,
        "choices": forms.choices_in(request.POST, writes),
    }  # fmt: skip


def _merged(request, context: dict):
    wish = actions.Wish(
        ids=[row.pk for row in context["rows"]], survivor=context["survivor"],
        choices=context["choices"], reason=request.POST.get("reason", ""),
        chosen=forms.approvers_in(request.POST),
    )  # fmt: skip
    try:
        made = actions.merge(wish, by=request.user)
    except Refused as problem:
        context["refused"] = problem.text(_)
        context["approval"] = problem.choices if problem.code == "approval" else None
        return page(request, "customers/merges_page.html", context, status=422)
    count = len(context["rows"])
    told = ngettext("已把 %d 个客户合并成一个。", "已把 %d 个客户合并成一个。", count)
    messages.success(request, told % count)
    return go(request, reverse("customers:customer", args=[made.into]))


@require_http_methods(["GET", "POST"])
def unmerge(request, pk: int):
    """One merge: what became part of what, what came since, and the way back."""
    made = get_object_or_404(access.visible_merges(request.user), pk=pk)
    now_at = queries.moved_to(made.into) or made.into
    survivor = get_object_or_404(access.visible_customers(request.user), pk=now_at)
    require(access.may(request.user, "change", survivor))
    refusal = _parted(request, made) if request.method == "POST" else ""
    if request.method == "POST" and not refusal:
        return go(request, survivor.get_absolute_url())
    context = {
        "made": made, "survivor": survivor, "refusal": refusal,
        "since": [] if made.undone_at else queries.added_since(made),
        "options": [(id_, name) for id_, _no, name in made.names],
    }  # fmt: skip
    return page(request, "customers/merges_undo.html", context, status=422 if refusal else 200)


def _parted(request, made) -> str:
    """Take it back; why not, "" when it is done."""
    reason, take = request.POST.get("reason", ""), forms.taken_in(request.POST)
    try:
        rows = actions.unmerge(made, by=request.user, reason=reason, take=take)
    except Refused as problem:
        return problem.text(_)
    messages.success(request, _("已恢复：%s。") % _("、").join(row.name for row in rows))
    return ""
