"""Tickets by state, engineers by time, one engineer's day."""

from contextlib import suppress
from datetime import date, datetime, timedelta

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.customers.queries import beginning_of
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.warranty import access as pieces

from .. import access, actions, queries
from ..terms import Severity
from .parts import ticket_for

JOB_HOURS = 1
PLACES = ("point", "page", "engineer")


@require_GET
def board(request):
    """Open tickets by state, the worst on top."""
    require(access.may(request.user, "view"))
    is_mine, severity = request.GET.get("mine") == "1", request.GET.get("severity", "")
    context = {
        "columns": queries.board_of(request.user, is_mine=is_mine, severity=severity),
        "is_mine": is_mine, "severity": severity, "severities": list(Severity),
        "may_add": access.may(request.user, "add"),
        "may_dispatch": access.may(request.user, "dispatch"),
    }  # fmt: skip
    return page(request, "service/board.html", context)


@require_GET
def dispatch(request):
    """Some engineers by the hours of one day, and what nobody has yet."""
    require(access.may(request.user, "dispatch"))
    on = _day(request)
    given = {name: number_in(request.GET.get(name, "")) or 0 for name in PLACES}
    looked = queries.Looked(on, **given)
    context = {
        "board": queries.dispatch_board(request.user, looked), "on": on, "point": looked.point,
        "points": access.visible_points(request.user).filter(is_active=True),
        "before": on - timedelta(1), "after": on + timedelta(1), "today": timezone.localdate(),
        "now": timezone.localtime(),
    }  # fmt: skip
    return page(request, "service/dispatch.html", context)


@require_POST
def place(request):
    """A card was dropped on, or sent by the plain form to, an engineer and an hour."""
    given = request.POST
    row = ticket_for(request, number_in(given.get("ticket", "")) or 0, "dispatch")
    engineer = get_object_or_404(
        access.visible_engineers(request.user), pk=number_in(given.get("engineer", "")) or 0
    )
    since = _hour(given.get("on", ""), given.get("hour", ""))
    until = since + timedelta(hours=JOB_HOURS) if since else None
    actions.assign(row, engineer=engineer, by=request.user, since=since, until=until)
    return go(request, given.get("back", "") or row.get_absolute_url())


@require_GET
def mine(request):
    """My jobs of today, on a telephone."""
    require(access.may(request.user, "work"))
    now = timezone.now()
    day = queries.day_of(request.user, request.user, now)
    context = {"day": day, "now": now, "may_find": pieces.may(request.user, "view")}
    return page(request, "service/mine.html", context)


def _day(request) -> date:
    on = None
    with suppress(ValueError):  # 2026-02-31 looks like a day and is none
        on = parse_date(request.GET.get("on", ""))
    return on or timezone.localdate()


def _hour(on: str, hour: str) -> datetime | None:
    """The beginning of an hour of a day; the running one begins now. None without an hour."""
    if hour == "":
        return None
    day, number = None, number_in(hour)
    with suppress(ValueError):
        day = parse_date(on)
    if day is None or number is None or not 0 <= number < 24:
        raise Refused(_("请选日期和钟点。"))
    moment = beginning_of(day) + timedelta(hours=number)
    now = timezone.now()
    is_running = moment <= now < moment + timedelta(hours=1)
    return now + timedelta(minutes=1) if is_running else moment
