"""The deadlines that run, for those who look after the system."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from maizi.clocks import access
from maizi.clocks import queries as clock_queries
from maizi.kernel.texts import N_
from maizi.kit.http import is_partial, require
from maizi.kit.jinja import page

from .. import queries

STATES = (
    ("", N_("进行中")),
    ("overdue", N_("已超时")),
    ("paused", N_("已暂停")),
    ("ended", N_("已结束")),
)


@require_GET
def clocks(request):
    require(access.may_see_clocks(request.user))
    rows, after = clock_queries.clock_page(request.user, request.GET)
    context = {
        "found": queries.clocks_in_words(rows, request.user, now=timezone.now()), "after": after,
        "asked": request.GET, "counts": clock_queries.counts(request.user),
        "states": [(code, _(label)) for code, label in STATES],
        "codes": [(kind.code, _(kind.label)) for kind in access.clock_kinds()],
    }  # fmt: skip
    template = "setup/clocks.html#rows" if is_partial(request) else "setup/clocks.html"
    return page(request, template, context)


@require_GET
def clock(request, pk: int):
    require(access.may_see_clocks(request.user))
    row = get_object_or_404(access.visible_clocks(request.user).select_related("calendar"), pk=pk)
    (shown,) = queries.clocks_in_words([row], request.user, now=timezone.now())
    context = {"shown": shown, "clock": row, "steps": clock_queries.steps_of(row)}
    return page(request, "setup/clock.html", context)
