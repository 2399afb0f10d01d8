"""How a clock looks to people: 还有 3 小时 · 周一 08:40."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.days import workdays_between

from ..access import kind_of, label_of
from ..models import Clock, ClockEvent
from ..rules import TICK, WEEKDAYS, last_day, passed
from ..terms import ClockState, Counting
from .calendars import working_hours

NEAR_DAYS = 6
DAY = timedelta(days=1)
HOURS_WITH_MINUTES = 10


@dataclass(frozen=True, slots=True)
class ShownClock:
    """One clock in words.

    tone  "", good, warn, bad or cool: how the badge looks
    """

    clock: Clock
    label: str
    state: ClockState
    text: str
    due_text: str
    tone: str


def clocks_of(
    kind: str, ids: Iterable[int], *, now: datetime | None = None
) -> dict[int, list[ShownClock]]:  # fmt: skip
    """The clocks of records in words, by record, the soonest first; cancelled ones left out.

    kind  model label: "approvals.approvalcase". The caller has seen to it that the person may see
          these records. One query, and one for each service calendar that occurs.
    """
    rows = Clock.objects.filter(kind=kind.lower(), object_id__in=list(ids))
    found: dict[int, list[ShownClock]] = defaultdict(list)
    hours: dict[int | None, WorkCalendar] = {}
    now = now or timezone.now()
    for clock in rows.exclude(state=ClockState.CANCELLED).select_related("calendar"):
        if clock.calendar_id not in hours:
            hours[clock.calendar_id] = working_hours(clock.calendar)
        found[clock.object_id].append(shown_clock(clock, hours[clock.calendar_id], now=now))
    return dict(found)


def shown_clock(clock: Clock, calendar: WorkCalendar, *, now: datetime) -> ShownClock:
    """One clock in words."""
    state = ClockState(clock.state)
    due = due_words(clock, calendar, now=now)
    text, tone = _said(clock, calendar, now)
    return ShownClock(clock, _(label_of(clock.code)), state, text, due, tone)


def steps_of(clock: Clock) -> list[tuple[ClockEvent, str, str]]:
    """What happened to a clock, in its order: (event, its reason in words, the deadline then)."""
    pauses = getattr(kind_of(clock.code), "pauses", {})
    rows = clock.events.select_related("by")
    return [
        (e, _(pauses[e.reason]) if e.reason in pauses else e.reason, due_text(clock, e.due_at))
        for e in rows
    ]


def due_text(clock: Clock, due_at: datetime) -> str:
    """A deadline in full, local; the end of a day is its 24:00."""
    if Counting(clock.counting).is_in_days:
        return f"{timezone.localtime(due_at - TICK):%Y-%m-%d} 24:00"
    return f"{timezone.localtime(due_at):%Y-%m-%d %H:%M}"


def due_words(clock: Clock, calendar: WorkCalendar, *, now: datetime) -> str:
    """The deadline as people say it: 今天 17:30, 周一 08:40, 2026-03-04 24:00."""
    if Counting(clock.counting).is_in_days:
        day, hour = last_day(clock.due_at, calendar), "24:00"
    else:
        local = clock.due_at.astimezone(calendar.zone)
        day, hour = local.date(), local.strftime("%H:%M")
    ahead = (day - calendar.date_of(now)).days
    if ahead in (0, 1):
        return (_("今天 %s") if ahead == 0 else _("明天 %s")) % hour
    return f"{_(WEEKDAYS[day.weekday()]) if 0 < ahead <= NEAR_DAYS else day} {hour}"


def _said(clock: Clock, calendar: WorkCalendar, now: datetime) -> tuple[str, str]:
    due = due_words(clock, calendar, now=now)
    if clock.state == ClockState.PAUSED:
        if clock.breached_at:
            return _("已超时，暂停中"), "bad"
        return _("已暂停 · 还剩 %s") % _left(clock, calendar, clock.paused_at), "cool"
    if clock.state == ClockState.LATE:
        return _("超时完成，晚了 %s") % _over(clock, calendar, clock.ended_at), "bad"
    if clock.state == ClockState.MET:
        return _("按时完成"), "good"
    if clock.state == ClockState.CANCELLED:
        return _("已取消"), ""
    if clock.breached_at or now > clock.due_at:
        over = _over(clock, calendar, now)
        return _("已超时 %(over)s · 应于 %(due)s") % {"over": over, "due": due}, "bad"
    text = _("还有 %(left)s · %(due)s") % {"left": _left(clock, calendar, now), "due": due}
    return text, "warn" if clock.warned else ""


def _left(clock: Clock, calendar: WorkCalendar, now: datetime) -> str:
    """What is left: days where days count and one is left, else hours."""
    counting = Counting(clock.counting)
    if counting.is_in_days:
        today, last = calendar.date_of(now), last_day(clock.due_at, calendar)
        if counting == Counting.DAYS and (days := (last - today).days) > 0:
            return ngettext("%d 天", "%d 天", days) % days
        if counting != Counting.DAYS and (days := workdays_between(today, last, calendar)) > 0:
            return ngettext("%d 个工作日", "%d 个工作日", days) % days
        return _length(clock.due_at - now)
    return _length(passed(counting, now, clock.due_at, calendar))


def _over(clock: Clock, calendar: WorkCalendar, until: datetime) -> str:
    """How late: working hours where those count, else time or days."""
    late = until - clock.due_at
    if clock.counting == Counting.WORKING_TIME:
        late = passed(Counting.WORKING_TIME, clock.due_at, until, calendar)
    elif late >= DAY:
        return ngettext("%d 天", "%d 天", late.days) % late.days
    return _length(late)


def _length(length: timedelta) -> str:
    minutes = max(0, length // timedelta(minutes=1))
    if minutes == 0:
        return _("不到 1 分钟")
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return ngettext("%d 分钟", "%d 分钟", rest) % rest
    whole = ngettext("%d 小时", "%d 小时", hours) % hours
    if rest == 0 or hours >= HOURS_WITH_MINUTES:
        return whole
    return whole + " " + ngettext("%d 分钟", "%d 分钟", rest) % rest
