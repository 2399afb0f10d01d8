"""The figures of a period: how many, how fast, how good, against the time before (E-9)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from maizi.clocks.models import Clock
from maizi.clocks.terms import ClockState
from maizi.kernel.money import ratio

from .. import access
from ..models import Complaint
from ..rules import numbers
from ..rules.targets import RESPONSE
from ..terms import Answer, Nature, State, Validity

ONE_DAY = timedelta(days=1)
HOUR_SECONDS = Decimal(3600)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both counted in."""

    since: date
    until: date

    @property
    def earlier(self) -> "Period":
        """The same length just before; a whole month's is the month before."""
        if self.is_month:
            last = self.since - ONE_DAY
            return Period(last.replace(day=1), last)
        length = self.until - self.since + ONE_DAY
        return Period(self.since - length, self.until - length)

    @property
    def last_year(self) -> "Period":
        """The same days a year ago."""
        return Period(_year_back(self.since), _year_back(self.until))

    @property
    def is_month(self) -> bool:
        return self.since.day == 1 and (self.until + ONE_DAY).day == 1 and (
            (self.since.year, self.since.month) == (self.until.year, self.until.month)
        )  # fmt: skip

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first one after it."""
        zone = timezone.get_current_timezone()
        first = datetime.combine(self.since, time.min, tzinfo=zone)
        return first, datetime.combine(self.until + ONE_DAY, time.min, tzinfo=zone)


@dataclass(frozen=True, slots=True)
class Figures:
    """What E-9 asks of a period; None where there is nothing to divide by."""

    count: int
    per_orders: Decimal | None
    per_units: Decimal | None
    answered_in_time: Decimal | None
    closing_median_hours: Decimal | None
    closing_p90_hours: Decimal | None
    repeated: Decimal | None
    upheld: Decimal | None
    satisfied: Decimal | None
    reopened: Decimal | None
    malicious: Decimal | None
    cost_yuan: Decimal


def rows_in(user, period: Period) -> QuerySet[Complaint]:
    """The complaints received in a period, as far as somebody sees them."""
    first, after = period.bounds
    return access.visible_complaints(user).filter(received_at__gte=first, received_at__lt=after)


def figures_of(user, period: Period, *, condition: Q | None = None) -> Figures:
    """The figures of a period, of a part of it if a condition says so. Five queries.

    Rates by sales only for all of it, and for who sees all: a part by the whole says nothing.
    """
    rows = rows_in(user, period).filter(condition or Q()).order_by()
    again = Q(nth_contact__gt=1) | Q(nth_unit__gt=1) | Q(nth_fault__gt=1)
    judged = ~Q(validity=Validity.PENDING)
    upheld = Q(validity__in=(Validity.UPHELD, Validity.PARTLY))
    asked = Q(satisfied__in=(Answer.YES, Answer.NO))
    told = rows.aggregate(
        count=Count("pk"), again=Count("pk", filter=again), judged=Count("pk", filter=judged),
        upheld=Count("pk", filter=upheld), asked=Count("pk", filter=asked),
        yes=Count("pk", filter=Q(satisfied=Answer.YES)), cost=Sum("cost_yuan"),
        reopened=Count("pk", filter=Q(reopened__gt=0)),
        malicious=Count("pk", filter=Q(nature=Nature.MALICIOUS)),
    )  # fmt: skip
    ended = rows.filter(state__in=(State.CLOSED, State.ANALYSED), ended_at__isnull=False)
    hours = [
        Decimal((end - start).total_seconds()) / HOUR_SECONDS
        for start, end in ended.values_list("received_at", "ended_at")
    ]  # fmt: skip
    count = told["count"]
    whole = condition is None and access.sees_all(user)
    orders = access.volume("orders", period.since, period.until) if whole else None
    units = access.volume("units", period.since, period.until) if whole else None
    return Figures(
        count=count,
        per_orders=numbers.per_thousand(count, orders),
        per_units=numbers.per_thousand(count, units),
        answered_in_time=attainment_of(rows),
        closing_median_hours=numbers.median(hours),
        closing_p90_hours=numbers.percentile(hours, 90),
        repeated=ratio(told["again"], count),
        upheld=ratio(told["upheld"], told["judged"]),
        satisfied=ratio(told["yes"], told["asked"]),
        reopened=ratio(told["reopened"], count),
        malicious=ratio(told["malicious"], count),
        cost_yuan=told["cost"] or Decimal(0),
    )


def attainment_of(rows: QuerySet[Complaint]) -> Decimal | None:
    """The share of first answers that came in time, of those that came or are late. One query."""
    clocks = Clock.objects.filter(
        kind=Complaint._meta.label_lower, code=RESPONSE, object_id__in=rows.values("pk")
    ).order_by()
    told = clocks.aggregate(
        met=Count("pk", filter=Q(state=ClockState.MET)),
        late=Count("pk", filter=Q(state=ClockState.LATE) | Q(breached_at__isnull=False)),
    )
    return ratio(told["met"], told["met"] + told["late"])


def _year_back(day: date) -> date:
    is_leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap else day.day)
