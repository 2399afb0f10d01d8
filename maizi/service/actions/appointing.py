"""Slots promised to customers: kept, put off in time with an apology, or broken (F-12, F-13)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.clocks import actions as clocks
from maizi.clocks.access import Period
from maizi.clocks.queries import open_clock
from maizi.clocks.terms import Counting
from maizi.fields.queries import parameter
from maizi.history.actions import record
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import queries
from ..models import Appointment, Ticket
from ..rules.matrix import SLOT
from ..rules.slots import check_notice, check_slot, judge_notice
from ..terms import AppointmentState, EntryKind, State
from .course import locked, locked_for_either

AGREED, MOVED = N_("约定时间"), N_("改期")
APOLOGY = N_(
    "{name}您好：原定 {before} 上门，因{reason}不能按时到，非常抱歉。"
    "我们改在 {after} 上门，请您谅解。"
)
BROKEN = N_("对客户失约：{no} {title}，约定 {since}")
MINUTE = 60
NOTICE_LENGTH = Appointment._meta.get_field("notice").max_length


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when somebody comes, and until when at the very last."""

    since: datetime
    until: datetime
    deadline: datetime


@transaction.atomic
def agree_slot(row: Ticket, slot: Slot, *, by) -> Appointment:
    """Promise a customer a slot (F-12). Raises Refused for one in the past, or while one stands."""
    row, now = locked(row, by=by, verb="handle"), timezone.now()
    if State(row.state).is_ended:
        raise Refused(_("工单已经结束，不能再约时间。"))
    check_slot(slot.since, slot.until, slot.deadline, now)
    if row.appointments.filter(state=AppointmentState.AGREED).exists():
        raise Refused(_("已经约了一个时间。要换时间请用“改期”，客户会收到原因和道歉。"))
    made = _made(row, slot, by=by, now=now)
    record(row, verb=AGREED, by=by, changes={N_("时间段"): [None, _said(slot.since, slot.until)]})
    return made


@transaction.atomic
def move_slot(row: Ticket, slot: Slot, *, reason: str, by) -> Appointment:
    """We cannot come as agreed: the customer gets the reason, an apology and a new slot (F-13).

    Told once the slot has begun, it is 失约 all the same (T-F3). Gives the new appointment; the
    old one keeps the notice. Raises Refused without a reason and for a slot in the past.
    """
    row, now = locked_for_either(row, by=by), timezone.now()
    old = _agreed(row)
    if old is None:
        raise Refused(_("还没有约过时间，请先约定时间段。"))
    reason = check_notice(reason)
    check_slot(slot.since, slot.until, slot.deadline, now)
    old.state, old.reason, old.told_at = AppointmentState.MOVED, reason[:200], now
    old.is_broken = old.is_broken or judge_notice(old.since, now).is_breach
    old.notice = say(
        APOLOGY, name=row.contact_name, before=_said(old.since, old.until), reason=reason,
        after=_said(slot.since, slot.until),
    ).text(_)[:NOTICE_LENGTH]  # fmt: skip
    old.save()
    _end_clock(old, by=by, is_late=old.is_broken)
    row.entries.create(
        kind=EntryKind.CONTACT, at=now, by=by, text=old.notice, is_reached=True, state=row.state
    )
    record(row, verb=MOVED, by=by, reason=reason[:200])
    return _made(row, slot, by=by, now=now)


def break_slot(appointment: Appointment, *, by=None) -> None:
    """The slot began and nobody was there or had told the customer: 失约 (F-13)."""
    if appointment.state != AppointmentState.AGREED or appointment.is_broken:
        return
    appointment.is_broken = True
    appointment.save(update_fields=["is_broken"])
    row = appointment.ticket
    said = say(BROKEN, no=row.no, title=row.title, since=_said(appointment.since))
    people = {one.pk: one for one in (row.owner, *queries.supervisors())}
    notify(to=people.values(), event="service.broken", title=said, about=row, by=by)


def keep_slot(row: Ticket, *, by, at: datetime) -> None:
    """Somebody is there: the appointment of a locked ticket is kept.

    A telephone without a network may tell late that he was there in time: then it is no 失约.
    """
    found = _agreed(row)
    if found is not None:
        found.state = AppointmentState.KEPT
        found.is_broken = found.is_broken and at > _broken_from(found)
        found.save(update_fields=["state", "is_broken"])
        _end_clock(found, by=by, at=at)


def call_off_slot(row: Ticket, *, by) -> None:
    """Nobody needs to come to a locked ticket any more."""
    found = _agreed(row)
    if found is not None:
        found.state = AppointmentState.CALLED_OFF
        found.save(update_fields=["state"])
        _end_clock(found, by=by)


def _agreed(row: Ticket) -> Appointment | None:
    return row.appointments.filter(state=AppointmentState.AGREED).first()


def _made(row: Ticket, slot: Slot, *, by, now: datetime) -> Appointment:
    made = Appointment.objects.create(
        ticket=row, since=slot.since, until=slot.until, deadline=slot.deadline, made_by=by,
        made_at=now,
    )  # fmt: skip
    minutes = max(1, int((_broken_from(slot) - now).total_seconds() // MINUTE))
    period = Period(Counting.CLOCK_TIME, minutes)
    clocks.start(made, code=SLOT, by=by, at=now, period=period, unit=row.org_unit)
    row.planned_at = slot.since
    row.save(update_fields=["planned_at"])
    return made


def _broken_from(slot: Slot | Appointment) -> datetime:
    """The moment after which nobody there is 失约."""
    return slot.since if parameter("service.broken_from") == "start" else slot.until


def _end_clock(found: Appointment, *, by, at: datetime | None = None, is_late=False) -> None:
    clock = open_clock(found, SLOT)
    if clock is None:
        return
    if found.state == AppointmentState.KEPT or is_late:
        clocks.stop(clock, by=by, now=at)
    else:
        clocks.cancel(clock, by=by, reason=str(AppointmentState(found.state).label))


def _said(since: datetime, until: datetime | None = None) -> str:
    text = f"{timezone.localtime(since):%Y-%m-%d %H:%M}"
    return f"{text}–{timezone.localtime(until):%H:%M}" if until else text
