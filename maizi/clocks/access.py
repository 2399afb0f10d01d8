"""Everybody reads the calendar; granted verbs change it, and show every clock there is.

Apps declare their clocks here: what a deadline is called, how long it is, when it warns.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from maizi.accounts import access as accounts
from maizi.kernel.texts import N_

from .models import CalendarDay, Clock, ServiceCalendar
from .rules import ExtensionPolicy, Period, check_percents
from .terms import BreachAction

__all__ = [
    "CALENDAR", "CLOCK", "ClockKind", "ExtensionPolicy", "Period", "clock_kinds", "declare_clock",
    "declare_usual_warnings", "kind_of", "label_of", "last_warning", "may", "may_see_clocks",
    "usual_warnings", "visible_calendars", "visible_clocks", "visible_days",
]  # fmt: skip

CALENDAR = accounts.Entity(
    "calendar",
    N_("工作日历"),
    {"import": N_("维护工作日历"), "hours": N_("维护服务时间")},
)
CLOCK = accounts.Entity("clock", N_("时限"), {"read": N_("查看全部时限")})


Percents = tuple[int, ...]
_usual: list[Callable[[], Percents]] = []


def declare_usual_warnings(percents: Callable[[], Percents]) -> None:
    """Say where the company's usual warnings stand; called by the app that keeps its numbers."""
    _usual[:] = [percents]


def usual_warnings() -> Percents:
    """Shares of the time at which clocks warn that say nothing else (0.6)."""
    return _usual[0]()


def last_warning() -> Percents:
    """The latest of the usual warnings alone, for deadlines that a single reminder serves."""
    return usual_warnings()[-1:]


@dataclass(frozen=True, slots=True)
class ClockKind:
    """One kind of deadline, as the app that owns it declares it (0.6).

    code           "ka.change.hq"
    label          Chinese message id
    period         how long it usually takes; None when whoever starts it always says
    warn_percents  shares of the time at which a warning is told, rising, 1…99; or what tells
                   them when a clock begins
    on_breach      what the owner wants done when the deadline is missed
    pauses         code -> Chinese label of the only reasons for a pause; none: it never pauses
    extension      how it may be put off; None: never
    calendar       code of a service calendar; "" takes that of the record's unit
    """

    code: str
    label: str
    period: Period | None = None
    warn_percents: Percents | Callable[[], Percents] = usual_warnings
    on_breach: BreachAction = BreachAction.REMIND
    pauses: Mapping[str, str] = field(default_factory=dict)
    extension: ExtensionPolicy | None = None
    calendar: str = ""

    def __post_init__(self) -> None:
        if not callable(self.warn_percents):
            check_percents(self.warn_percents)

    @property
    def warnings(self) -> Percents:
        """The shares that hold now."""
        return self.warn_percents() if callable(self.warn_percents) else self.warn_percents


_kinds: dict[str, ClockKind] = {}


def declare_clock(kind: ClockKind) -> None:
    """Make a kind of deadline known; called from `ready` of the app that owns it."""
    _kinds[kind.code] = kind


def clock_kinds() -> list[ClockKind]:
    """Every declared kind, in the order of declaration."""
    return list(_kinds.values())


def kind_of(code: str) -> ClockKind | None:
    """The kind with this code; None when no app of this release declares it."""
    return _kinds.get(code)


def label_of(code: str) -> str:
    """The Chinese message id of a kind, or its code where nobody declares it any more."""
    kind = _kinds.get(code)
    return kind.label if kind else code


def visible_days(user) -> QuerySet[CalendarDay]:
    """Every day of the calendar, for everybody who may sign in."""
    return CalendarDay.objects.all() if user.is_active else CalendarDay.objects.none()


def visible_calendars(user) -> QuerySet[ServiceCalendar]:
    """Every service calendar: a deadline has to be understood by everybody."""
    return ServiceCalendar.objects.all() if user.is_active else ServiceCalendar.objects.none()


def visible_clocks(user) -> QuerySet[Clock]:
    """All clocks, for those who were granted it; others see them on the records they may see."""
    return Clock.objects.all() if may_see_clocks(user) else Clock.objects.none()


def may_see_clocks(user) -> bool:
    """Whether some post of the person shows every clock there is."""
    return accounts.may(user, CLOCK.code, "read")


def may(user, verb: str, row: CalendarDay | ServiceCalendar | None = None) -> bool:
    """Whether some post of the person grants the verb; the calendar is one for all."""
    return accounts.may(user, CALENDAR.code, verb)
