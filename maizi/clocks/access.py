"""Everybody reads the calendar; a granted verb changes it."""

from django.db.models import QuerySet

from maizi.accounts import access as accounts
from maizi.kernel.texts import N_

from .models import CalendarDay

CALENDAR = accounts.Entity("calendar", N_("工作日历"), {"import": N_("维护工作日历")})


def visible_days(user) -> QuerySet[CalendarDay]:
    """Every day of the calendar, for everybody who may sign in."""
    return CalendarDay.objects.all() if user.is_active else CalendarDay.objects.none()


def may(user, verb: str, row: CalendarDay | None = None) -> bool:
    """Whether some post of the person grants the verb; the calendar is one for all."""
    return accounts.may(user, CALENDAR.code, verb)
