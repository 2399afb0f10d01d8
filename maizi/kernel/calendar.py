"""The working calendar: which days and hours count, and clocks that run only inside them (0.4)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Self
from zoneinfo import ZoneInfo

from .terms import Term
from .texts import N_

CHINA = ZoneInfo("Asia/Shanghai")
MIDNIGHT = time(0)
ONE_DAY = timedelta(days=1)
FIRST_REST_WEEKDAY = 5
MOST_DAYS = 366 * 100

Span = tuple[time, time]
Spans = tuple[Span, ...]
OFFICE_HOURS: Spans = ((time(8, 30), time(17, 30)),)
ALL_DAY: Spans = ((MIDNIGHT, MIDNIGHT),)
DAYS_OF_WEEK = 7


class DayKind(Term):
    """What a date is for those who work by the calendar."""

    WORKDAY = "workday", N_("工作日")
    REST = "rest", N_("休息日")
    HOLIDAY = "holiday", N_("法定节假日")
    MAKEUP = "makeup", N_("调休上班")


@dataclass(frozen=True)
class WorkCalendar:
    """Days that differ from the plain week, and the opening hours of a working day.

    exceptions    date -> what it is; other dates follow the week: Monday to Friday work
    spans         opening hours in local time, in order; closing at 00:00 means 24:00
    is_every_day  rest days count too: the clock of the severest failures runs 24×7
    week          instead of `spans`: the opening hours of Monday to Sunday, none on a free day;
                  a make-up day has those of the first day with any
    """

    exceptions: Mapping[date, DayKind] = field(default_factory=dict)
    spans: Spans = OFFICE_HOURS
    zone: ZoneInfo = CHINA
    is_every_day: bool = False
    week: tuple[Spans, ...] = ()

    def __post_init__(self) -> None:
        if self.week and len(self.week) != DAYS_OF_WEEK:
            raise ValueError(f"a week of {len(self.week)} days")
        for spans in self.week or (self.spans,):
            _check_order(spans)
        if not self._usual_spans:
            raise ValueError("a calendar without opening hours never works")

    @classmethod
    def around_the_clock(cls, zone: ZoneInfo = CHINA) -> Self:
        """Every hour of every day."""
        return cls(spans=ALL_DAY, zone=zone, is_every_day=True)

    @cached_property
    def _usual_spans(self) -> Spans:
        return next(filter(None, self.week), ()) if self.week else self.spans

    @cached_property
    def known_years(self) -> frozenset[int]:
        """Years whose holidays have been entered."""
        return frozenset(day.year for day in self.exceptions)

    def is_known(self, year: int) -> bool:
        """False for a year that falls back to the plain week."""
        return year in self.known_years

    def kind_of(self, day: date) -> DayKind:
        """What a date is, by the table or by the week."""
        usual = DayKind.REST if day.weekday() >= FIRST_REST_WEEKDAY else DayKind.WORKDAY
        return self.exceptions.get(day, usual)

    def is_workday(self, day: date) -> bool:
        """Whether people work on that date; a make-up Saturday counts."""
        if self.week and (self.is_every_day or day not in self.exceptions):
            return bool(self.week[day.weekday()])
        return self.is_every_day or self.kind_of(day) in (DayKind.WORKDAY, DayKind.MAKEUP)

    def spans_on(self, day: date) -> Spans:
        """Opening hours of one date in local time; none on a rest day."""
        if not self.is_workday(day):
            return ()
        is_made_up = not self.is_every_day and self.exceptions.get(day) is DayKind.MAKEUP
        own = () if is_made_up or not self.week else self.week[day.weekday()]
        return own or self._usual_spans

    def next_workday(self, day: date) -> date:
        """The first working day after `day`."""
        return next(d for d in _days_from(day + ONE_DAY) if self.is_workday(d))

    def date_of(self, moment: datetime) -> date:
        """The local date of a moment."""
        return _local(moment, self.zone).date()

    def is_open(self, moment: datetime) -> bool:
        """Whether the moment lies in working hours, both ends included."""
        day = self.date_of(moment)  # 24:00 is open by the day before
        near = [*self.hours_on(day - ONE_DAY), *self.hours_on(day)]
        return any(opens <= moment <= closes for opens, closes in near)

    def hours_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """Opening hours of one date as moments in UTC; empty on a rest day."""
        return [
            (
                moment_at(day, opens, self.zone),
                moment_at(day + ONE_DAY if closes == MIDNIGHT else day, closes, self.zone),
            )
            for opens, closes in self.spans_on(day)
        ]

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """How much of start…end lies in working hours; nothing when end is not after start."""
        last = self.date_of(end)
        total = timedelta()
        for day in _days_from(self.date_of(start)):
            if day > last:
                break
            for opens, closes in self.hours_on(day):
                total += max(timedelta(), min(end, closes) - max(start, opens))
        return total

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """`working_time` in whole seconds."""
        return self.working_time(start, end) // timedelta(seconds=1)

    def add_working_time(self, start: datetime, duration: timedelta) -> datetime:
        """The moment (UTC) when `duration` ≥ 0 of working hours has passed since `start`.

        Always inside working hours: at the latest exactly at closing time. Nights, weekends
        and holidays do not count, make-up days do.
        """
        if duration < timedelta():
            raise ValueError(f"{duration} is negative")
        for day in _days_from(self.date_of(start)):
            for opens, closes in self.hours_on(day):
                begin = max(start, opens)
                if begin <= closes and duration <= closes - begin:
                    return (begin + duration).astimezone(UTC)
                duration -= max(timedelta(), closes - begin)
        raise AssertionError("unreachable: _days_from ends with an error")


def _check_order(spans: Spans) -> None:
    last = MIDNIGHT
    for index, (opens, closes) in enumerate(spans):
        is_last = index == len(spans) - 1
        if opens < last or not (opens < closes or (is_last and closes == MIDNIGHT)):
            raise ValueError(f"opening hours {opens}–{closes} overlap or run backwards")
        last = closes


def moment_at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A local date and time as a moment in UTC."""
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(zone)


def _days_from(day: date) -> Iterator[date]:
    for count in range(MOST_DAYS):
        yield day + count * ONE_DAY
    raise ValueError(f"no working day within a century of {day}")
