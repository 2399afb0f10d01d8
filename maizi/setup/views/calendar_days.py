"""Holidays, days in lieu and make-up days: a year at a time."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.clocks import access, actions, queries
from maizi.kit.http import require

from ..forms import DaysForm
from .parts import done, form_page

YEARS_SHOWN = 4


@require_http_methods(["GET", "POST"])
def calendar_days(request):
    require(access.may(request.user, "import"))
    year = _year(request.GET.get("year", ""))
    form = DaysForm(
        request.POST or None, initial={"text": queries.days_as_text(request.user, year)}
    )
    if request.method == "POST" and done(form, lambda: _import(request, form.cleaned_data)):
        return redirect(f"{reverse('setup:calendar_days')}?year={year}")
    this_year = timezone.localdate().year
    years = sorted({*queries.known_years()[-YEARS_SHOWN:], this_year, this_year + 1, year})
    context = {"title": _("节假日与调休"), "year": year, "years": years,
               "known": set(queries.known_years()), "back": "setup:calendars"}  # fmt: skip
    return form_page(request, form, context, template="setup/calendar_days.html")


def _import(request, given: dict) -> None:
    did = actions.import_calendar(given["text"], by=request.user, source=given["source"])
    told = _("已更新 %(years)s 年：新增 %(added)d 天，修改 %(changed)d 天，去掉 %(removed)d 天。")
    years = _("、").join(map(str, did.years))
    counts = {"added": did.added, "changed": did.changed, "removed": did.removed}
    messages.success(request, told % {"years": years, **counts})


def _year(text: str) -> int:
    """The year asked for, else the present one."""
    this_year = timezone.localdate().year
    return int(text) if text.isdigit() and 1990 <= int(text[:6]) <= 2100 else this_year
