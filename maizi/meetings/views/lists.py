"""The list of meetings, how they are followed through, an invitation to download."""

from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, queries
from ..pages import MEETINGS
from .parts import meeting_for


@require_GET
def meetings(request):
    """The list, with the way to the statistics."""
    links = [{"label": gettext_lazy("落实率"), "icon": "report-analytics",
              "url": reverse("meetings:follow_through")}]  # fmt: skip
    return list_page(request, MEETINGS, list_actions=links)


@require_GET
def follow_through(request):
    """Of what meetings agreed on, how much was done, and in time (C-50)."""
    require(access.may(request.user, "view"))
    today = timezone.localdate()
    until = _day(request, "until") or today
    since = min(_day(request, "since") or until - timedelta(days=90), until)
    span = {"since": since, "until": until, "today": today}
    context = span | {
        "total": queries.rate_of(request.user, **span),
        "hosts": queries.rates_by_host(request.user, **span),
        "overdue": queries.overdue_actions(request.user, today, 50),
    }
    return page(request, "meetings/follow_through.html", context)


@require_GET
def invitation(request, pk: int):
    """The invitation as a file for one's own calendar."""
    row = meeting_for(request, pk)
    text = queries.invitation_for(request.user, row, now=timezone.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="meeting-{row.pk}.ics"'
    return answer


def _day(request, name: str):
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
