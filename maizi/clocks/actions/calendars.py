"""Opening hours: add, change, close."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ServiceCalendar
from ..queries import STANDARD
from ..rules import check_week, week_restored
from .recompute import recompute

HOURS_CHANGED = "服务时间调整"


@transaction.atomic
def save_calendar(row: ServiceCalendar, *, by, now: datetime | None = None) -> int:
    """Store opening hours; open clocks that run by them get their new deadlines; how many did.

    Raises Refused for a week without hours, a name or code that is taken, a unit that has its own.
    """
    check_week(week_restored(row.week))
    _check_single(row)
    is_new = row._state.adding
    with recorded(row, Verb.CREATE if is_new else Verb.CHANGE, by=by):
        row.save()
    if is_new:
        return 0
    return recompute(by=by, reason=HOURS_CHANGED, calendar=row, now=now or timezone.now())


def close_calendar(row: ServiceCalendar, *, by) -> None:
    """Use it for no new clock; clocks that run by it go on.

    Raises Refused for the company's standard.
    """
    if row.code == STANDARD:
        raise Refused(N_("公司的标准服务时间不能停用，可以修改。"))
    _switch(row, is_active=False, by=by)


def open_calendar(row: ServiceCalendar, *, by) -> None:
    """Use it again."""
    _switch(row, is_active=True, by=by)


def _switch(row: ServiceCalendar, *, is_active: bool, by) -> None:
    with recorded(row, by=by):
        row.is_active = is_active
        row.save(update_fields=["is_active"])


def _check_single(row: ServiceCalendar) -> None:
    others = ServiceCalendar.objects.exclude(pk=row.pk)
    if others.filter(code=row.code).exists():
        raise Refused(N_("已经有代码“{code}”，请换一个。"), field="code", code=row.code)
    if others.filter(name=row.name).exists():
        raise Refused(N_("已经有名称“{name}”，请换一个。"), field="name", name=row.name)
    taken = others.filter(unit=row.unit).first() if row.unit_id else None
    if taken:
        raise Refused(
            N_("“{unit}”已经有服务时间“{name}”，请直接修改它。"),
            field="unit", unit=row.unit, name=taken.name,
        )  # fmt: skip
