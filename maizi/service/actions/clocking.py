"""The clocks of a ticket: they follow from its states (F-4 c)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.models import Clock
from maizi.clocks.queries import latest_clock, open_clock, open_clocks
from maizi.clocks.terms import Counting
from maizi.fields.queries import parameter
from maizi.kernel.errors import Refused

from .. import queries
from ..models import Ticket
from ..rules.matrix import ARRIVE, COMMIT, RESPONSE, RESTORE, Target, target_of
from ..terms import Band, EntryKind, PauseReason, Severity
from .course import LENGTH, locked, locked_for_either

PAUSED = (ARRIVE, RESTORE)
MINUTE = 60


def target_for(row: Ticket) -> Target:
    """What is promised for a ticket: by its point's unit, else by its own."""
    unit = row.point.unit if row.point and row.point.unit_id else row.org_unit
    matrix = queries.matrix_for(unit)
    return target_of(matrix, Severity(row.severity), Band(row.band or Band.NEAR))


def start_response(row: Ticket, *, by, at: datetime | None = None) -> None:
    """The answer is promised from the ticket on, or from when it was taken up again."""
    target, at = target_for(row), at or row.received_at
    _begin(row, code=RESPONSE, period=Period(target.counting, target.response), at=at, by=by)


def start_arrival(row: Ticket, *, by, at: datetime) -> None:
    """Somebody is promised from the decision to go on; beyond the radii the agreed time is.

    Raises Refused beyond the radii without an agreed time ahead.
    """
    target = target_for(row)
    if target.arrive is None:
        if row.agreed_at is None:
            raise Refused(
                _("客户在服务半径以外，请与客户约定到场时间，它就是到场时限。"), field="agreed_at"
            )
        period = _until(row.agreed_at, at, field="agreed_at")
    else:
        period = Period(target.counting, target.arrive)
    _begin(row, code=ARRIVE, period=period, at=at, by=by)


def start_restore(row: Ticket, *, by, at: datetime) -> None:
    """The repair is promised from arrival, or from the start of remote help, on.

    The worst faults are committed to within the hour instead.
    """
    target = target_for(row)
    if target.restore is None:
        minutes = int(parameter("sla.commit_minutes"))
        _begin(row, code=COMMIT, period=Period(Counting.CLOCK_TIME, minutes), at=at, by=by)
    else:
        _begin(row, code=RESTORE, period=Period(target.counting, target.restore), at=at, by=by)


def start_committed(row: Ticket, until: datetime, *, by, at: datetime) -> None:
    """The engineer's own commitment is the target from now on (F-4)."""
    period = _until(until, at, field="until")
    stop(row, COMMIT, by=by, at=at)
    _begin(row, code=RESTORE, period=period, at=at, by=by)


def stop(row: Ticket, code: str, *, by, at: datetime | None = None) -> None:
    """What a clock was for is done; without one nothing happens."""
    if clock := open_clock(row, code):
        clocks.stop(clock, by=by, now=at)


def drop(row: Ticket, code: str, *, by, reason: str) -> None:
    """What a clock was for need not be done any more."""
    if clock := open_clock(row, code):
        clocks.cancel(clock, by=by, reason=reason)


def end_course(row: Ticket, *, by, reason: str) -> None:
    """Nobody waits for anything more."""
    for clock in open_clocks(row):
        clocks.cancel(clock, by=by, reason=reason)


@transaction.atomic
def wait_for_customer(row: Ticket, reason: PauseReason, *, text: str, by) -> list[Clock]:
    """Stand arrival and repair still while the customer is away or decides (F-4 c).

    Raises Refused without a word on what is waited for, and when no clock is there to stand
    still. Missing parts are no reason: the form offers none.
    """
    row = locked_for_either(row, by=by)
    if not text.strip():
        raise Refused(_("请写明等客户什么，联系的结果如何。"), field="text")
    waiting = [clock for clock in open_clocks(row) if clock.code in PAUSED]
    if not waiting:
        raise Refused(_("没有可以暂停的时限：到场和修复的时限都没有在计时。"))
    _note(row, f"{PauseReason(reason).label}{_('：')}{text.strip()}", by=by)
    return [clocks.pause(clock, by=by, reason=PauseReason(reason).value) for clock in waiting]


@transaction.atomic
def go_on(row: Ticket, *, by) -> list[Clock]:
    """The customer is there, or has decided: the clocks run again."""
    row = locked(row)
    return [clocks.resume(clock, by=by) for clock in open_clocks(row) if clock.code in PAUSED]


def _note(row: Ticket, text: str, *, by) -> None:
    row.entries.create(kind=EntryKind.NOTE, at=timezone.now(), by=by, text=text[:LENGTH])


def _until(until: datetime, at: datetime, *, field: str) -> Period:
    minutes = int((until - at).total_seconds() // MINUTE)
    if minutes < 1:
        raise Refused(_("约定的时间已经过去，请填一个以后的时间。"), field=field)
    return Period(Counting.CLOCK_TIME, minutes)


def _begin(row: Ticket, *, code: str, period: Period, at: datetime, by) -> Clock:
    """A clock that runs gets the new length; one that has ended begins anew, the old one stays."""
    found = latest_clock(row, code)
    if found is None:
        return clocks.start(row, code=code, by=by, at=at, period=period, unit=_hours_of(row))
    if open_clock(row, code):
        return clocks.retime(found, period=period, by=by, reason=_("重新分诊"))
    return clocks.restart(row, code=code, by=by, reason=_("重新处理"), at=at, period=period)


def _hours_of(row: Ticket):
    return row.point.unit if row.point and row.point.unit_id else row.org_unit
