"""What will go: listed, judged by the steward, held back (A-40, 19)."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.fields.access import parameters
from maizi.fields.queries import parameter
from maizi.fields.terms import Section
from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms
from ..terms import Verdict
from .parts import done, form_page

SIZE = 50


@require_GET
def retention(request):
    """Classes with their times, and the people whose time is over."""
    rows = access.visible_retention(request.user)
    require(access.may(request.user, "retention") or access.may(request.user, "officer"))
    verdict = request.GET.get("verdict", str(Verdict.WAITING))
    found = rows.filter(verdict=verdict).select_related("decided_by")
    after = request.GET.get("after", "")
    shown = list(found.filter(pk__gt=after)[: SIZE + 1] if after.isdigit() else found[: SIZE + 1])
    classes = [(p, parameter(p.code)) for p in parameters() if p.section == Section.RETENTION]
    context = {
        "rows": shown[:SIZE], "verdict": verdict, "verdicts": list(Verdict), "classes": classes,
        "after": shown[SIZE - 1].pk if len(shown) > SIZE else "",
        "may_judge": access.may(request.user, "retention"),
        "holds": access.visible_holds(request.user).filter(lifted_at=None)[:SIZE],
    }  # fmt: skip
    return page(request, "privacy/retention.html", context)


@require_POST
def judge(request, pk: int, verb: str):
    """Keep, clear, or take the verdict back."""
    require(access.may(request.user, "retention"))
    row = get_object_or_404(access.visible_retention(request.user), pk=pk)
    if verb == "back":
        actions.take_back(row, by=request.user)
    elif verb in (Verdict.KEEP, Verdict.CLEAR):
        actions.decide_case(row, verdict=Verdict(verb), by=request.user, until=_day(request),
                            reason=request.POST.get("reason", ""))  # fmt: skip
    else:
        raise Http404
    messages.success(request, _("已记录。"))
    return go(request, reverse("privacy:retention"))


@require_http_methods(["GET", "POST"])
def hold(request, kind: str, pk: int):
    require(access.may(request.user, "officer"))
    row = access.person_row(request.user, kind, pk)
    form = forms.HoldForm(request.POST or None)
    back = reverse("privacy:person", args=[kind, pk])
    if request.method == "POST" and done(
        form, lambda told: actions.hold_back(row, by=request.user, **told)
    ):
        messages.success(request, _("已暂缓清理。"))
        return go(request, back)
    return form_page(request, form, title=_("暂缓清理"), back=back, subject=row,
                     note=_("暂缓期间不能删除、不会被到期清理，例如诉讼、投诉未结。"))  # fmt: skip


@require_POST
def unhold(request, pk: int):
    require(access.may(request.user, "officer"))
    row = get_object_or_404(access.visible_holds(request.user), pk=pk)
    actions.lift_hold(row, by=request.user)
    messages.success(request, _("已解除暂缓。"))
    return go(request, reverse("privacy:retention"))


def _day(request) -> date | None:
    given = request.POST.get("until", "")
    try:
        found = parse_date(given) if given else None
    except ValueError:
        found = None
    if given and found is None:
        raise Refused(_("日期请写成 2026-03-05 的样子。"), field="until")
    return found
