"""Opening hours: what counts as working time, and trying them out."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.clocks import access, actions, queries
from maizi.clocks.models import ServiceCalendar
from maizi.kit.http import is_partial, require
from maizi.kit.jinja import page

from ..forms import CalendarForm, TrialForm
from .parts import done

FRIDAY = 4
TRIED_FROM, TRIED_HOURS = time(17, 20), 4


def _allowed(request) -> None:
    require(access.may(request.user, "hours"))


@require_GET
def calendars(request):
    _allowed(request)
    rows = (
        access.visible_calendars(request.user).select_related("unit").order_by("-is_active", "pk")
    )
    shown = [(row, [queries.written(spans) for spans in queries.week_of(row)]) for row in rows]
    years, this_year = queries.known_years(), timezone.localdate().year
    context = {"calendars": shown, "weekdays": queries.WEEKDAYS,
               "may_import": access.may(request.user, "import"),
               "missing": [y for y in (this_year, this_year + 1) if y not in years]}  # fmt: skip
    return page(request, "setup/calendars.html", context)


@require_http_methods(["GET", "POST"])
def calendar_new(request):
    _allowed(request)
    initial = CalendarForm.days_of(queries.week_of(None))
    form = CalendarForm(request.POST or None, user=request.user, initial=initial)
    return _edit(request, form, ServiceCalendar(), _("新增服务时间"))


@require_http_methods(["GET", "POST"])
def calendar(request, pk: int):
    _allowed(request)
    row = get_object_or_404(access.visible_calendars(request.user), pk=pk)
    initial = {"name": row.name, "unit": row.unit_id, "is_every_day": row.is_every_day}
    initial |= CalendarForm.days_of(queries.week_of(row))
    form = CalendarForm(request.POST or None, user=request.user, calendar=row, initial=initial)
    return _edit(request, form, row, row.name)


def _edit(request, form: CalendarForm, row: ServiceCalendar, title: str):
    is_trial = "try" in request.POST
    if request.method == "POST" and not is_trial and done(form, lambda: _save(request, row, form)):
        return redirect("setup:calendars")
    trial = TrialForm(request.POST if is_trial else None, initial=_usual_trial())
    context = {
        "form": form, "trial": trial, "calendar": None if row._state.adding else row,
        "title": title, "ends": _ends(form, trial, row),
        "is_standard": row.code == queries.STANDARD,
    }  # fmt: skip
    if is_trial and is_partial(request):
        return page(request, "setup/calendar.html#ends", context)
    status = 422 if form.is_bound and not is_trial and form.errors else 200
    return page(request, "setup/calendar.html", context, status=status)


def _save(request, row: ServiceCalendar, form: CalendarForm) -> None:
    for name, value in form.values.items():
        setattr(row, name, value)
    moved = actions.save_calendar(row, by=request.user)
    messages.success(request, _("已保存：%s") % row)
    if moved:
        told = ngettext(
            "%d 个在计时的时限已按新的时间重算。", "%d 个在计时的时限已按新的时间重算。", moved
        )
        messages.info(request, told % moved)


def _ends(form: CalendarForm, trial: TrialForm, row: ServiceCalendar) -> dict | None:
    """When the tried period ends by the hours as typed, else as stored; None when unreadable."""
    week, is_every_day = queries.week_of(row if row.week else None), row.is_every_day
    if form.is_bound:
        if not form.is_readable:
            return None
        week, is_every_day = form.cleaned_data["week"], form.cleaned_data["is_every_day"]
    if not trial.is_bound:
        trial = TrialForm(_usual_trial())
    if not trial.is_valid():
        return None
    begins = trial.cleaned_data["starts_at"]
    ends = queries.end_of_period(trial.period, begins, week=week, is_every_day=is_every_day)
    days = [_(queries.WEEKDAYS[timezone.localtime(at).weekday()]) for at in (begins, ends)]
    return {"begins": begins, "hours": trial.cleaned_data["hours"].normalize(), "ends": ends,
            "days": days}  # fmt: skip


def _usual_trial() -> dict:
    """Four hours from the next Friday evening: over the weekend, unless it is worked."""
    today = timezone.localdate()
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return {"starts_at": datetime.combine(friday, TRIED_FROM), "hours": TRIED_HOURS}


@require_POST
def calendar_close(request, pk: int):
    _allowed(request)
    row = get_object_or_404(access.visible_calendars(request.user), pk=pk)
    actions.close_calendar(row, by=request.user)
    messages.success(request, _("已停用“%s”。在计时的时限仍按它算。") % row)
    return redirect("setup:calendars")


@require_POST
def calendar_open(request, pk: int):
    _allowed(request)
    row = get_object_or_404(access.visible_calendars(request.user), pk=pk)
    actions.open_calendar(row, by=request.user)
    messages.success(request, _("已启用“%s”。") % row)
    return redirect("setup:calendars")
