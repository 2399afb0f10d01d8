"""Who sits at the desk, who supervises, who may be sent (F-5)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext

from maizi.accounts.models import User
from maizi.accounts.queries import holders
from maizi.catalog.models import Category
from maizi.clocks.queries import calendar_for, open_clock, working_hours
from maizi.fields.queries import parameter
from maizi.kernel.routes import Stop, distance_km

from ..access import certificates_for
from ..models import Duty, Engineer, Skill, Ticket, WorkOrder
from ..models.orders import LIVE
from ..rules.dispatch import Candidate, Ranked, rank
from ..rules.matrix import ARRIVE
from ..terms import DutyKind, OrderState
from .promises import detour, place_of

CODE = "ticket"
SEEN_HOURS = 12  # how long the place where somebody was last still says where he is


def desk_people() -> list[User]:
    """Everybody who handles tickets or supervises them. Four queries."""
    today = timezone.localdate()
    found = {one.pk: one for verb in ("handle", "supervise")
             for one in holders(CODE, verb, today=today)}  # fmt: skip
    return list(found.values())


def supervisors() -> list[User]:
    """People who supervise tickets. Two queries."""
    return holders(CODE, "supervise", today=timezone.localdate())


def dispatchers() -> list[User]:
    """People who give tickets to engineers. Two queries."""
    return holders(CODE, "dispatch", today=timezone.localdate())


def technicians() -> list[User]:
    """People whose posts let them work at customers' places. Two queries."""
    return holders(CODE, "work", today=timezone.localdate())


def families_of(family: Category | None) -> list[int]:
    """A family and those above it: who can mend all of them can mend this one."""
    return [int(step) for step in family.path.strip("/").split("/")] if family else []


def ranked_for(
    ticket: Ticket, *, at: datetime | None = None, due_at: datetime | None = None,
    without: Collection[int] = (),
) -> list[Ranked]:  # fmt: skip
    """All active engineers in the order of dispatch, with reasons (F-5).

    at       when somebody is to go; None: now
    due_at   by when he should arrive; None: no target counts
    without  ids of engineers who are not asked again

    Eight queries and one for each calendar that occurs, however many engineers.
    """
    now = at or timezone.now()
    rows = Engineer.objects.filter(is_active=True, user__is_active=True)
    rows = list(rows.exclude(pk__in=without).select_related("point__unit", "calendar"))
    facts = _Facts(ticket, rows, now)
    candidates = [facts.candidate(one) for one in rows]
    return rank(candidates, now=now, due_at=due_at, speed_kmh=int(parameter("service.speed_kmh")))


class _Facts:
    """What the ranking asks of every engineer, gathered at once."""

    def __init__(self, ticket: Ticket, rows: list[Engineer], now: datetime):
        self.here, self.now, self.detour = place_of(ticket), now, float(detour())
        live = WorkOrder.objects.filter(LIVE).values_list("engineer")
        self.loads = dict(live.annotate(count=Count("pk")).order_by())
        self.skills = _skills(ticket.family)
        self.on_duty = _on_duty(rows, now)
        self.places = _last_places(now)
        self.was_here = _was_here(ticket)
        self.demanded = certificates_for(ticket)

    def candidate(self, one: Engineer) -> Candidate:
        """One engineer as the ranking sees him."""
        crow = distance_km(self.here, self.places.get(one.user_id) or place_of(one.point))
        valid_until = self.skills.get(one.pk, ...) if self.skills is not None else None
        course, over_on = self._lacking(one)
        return Candidate(
            one.pk, open_jobs=self.loads.get(one.pk, 0), most_jobs=one.most_jobs,
            km=None if crow is None else crow * self.detour,
            has_skill=valid_until is not ...,
            is_certified=valid_until in (None, ...) or valid_until >= timezone.localdate(self.now),
            is_on_duty=one.pk in self.on_duty, was_here=one.pk == self.was_here,
            course=course, over_on=over_on,
        )  # fmt: skip

    def _lacking(self, one: Engineer) -> tuple[str, date | None]:
        """The courses of which he holds no certificate that day, and when the last one ended."""
        if self.demanded is None:
            return "", None
        until = self.demanded.until.get(one.user_id)
        is_valid = until is not None and until >= timezone.localdate(self.now)
        return ("", None) if is_valid else (self.demanded.course, until)


def _skills(family: Category | None) -> dict | None:
    """Engineer -> until when his certificate holds; None when any engineer will do. One query."""
    if family is None:
        return None
    rows = Skill.objects.filter(category__in=families_of(family))
    found: dict = {}
    for engineer, until in rows.values_list("engineer", "valid_until"):
        known = found.get(engineer, until)
        found[engineer] = None if known is None or until is None else max(known, until)
    return found


def _on_duty(rows: list[Engineer], now: datetime) -> set[int]:
    """Engineers at work at a moment: by their hours, their duties, their leave."""
    by_calendar: dict = {}
    for one in rows:
        key = one.calendar_id or ("unit", one.point.unit_id)
        if key not in by_calendar:
            calendar = one.calendar or calendar_for(one.point.unit)
            by_calendar[key] = working_hours(calendar).is_open(now)
    found = {one.pk for one in rows
             if by_calendar[one.calendar_id or ("unit", one.point.unit_id)]}  # fmt: skip
    for engineer, kind in Duty.objects.filter(since__lte=now, until__gt=now).values_list(
        "engineer", "kind"
    ):
        if kind == DutyKind.OFF:
            found.discard(engineer)
        else:
            found.add(engineer)
    return found


def _last_places(now: datetime) -> dict[int, Stop]:
    """Person -> where he was last within half a day. One query."""
    rows = Ticket.objects.filter(
        arrived_at__gte=now - timedelta(hours=SEEN_HOURS), arrived_at__lte=now,
        latitude__isnull=False, longitude__isnull=False, engineer__isnull=False,
    ).order_by("arrived_at")  # fmt: skip
    values = rows.values_list("engineer", "pk", "latitude", "longitude")
    return {who: Stop(pk, float(north), float(east)) for who, pk, north, east in values}


def _was_here(ticket: Ticket) -> int | None:
    """Who went to this customer last. One query."""
    if ticket.customer_id is None:
        return None
    rows = WorkOrder.objects.filter(ticket__customer=ticket.customer_id, state=OrderState.DONE)
    return rows.exclude(ticket=ticket.pk).order_by("-id").values_list("engineer", flat=True).first()


def loads_of(engineer_ids: Collection[int]) -> dict[int, int]:
    """How many jobs engineers have in hand. One query."""
    rows = WorkOrder.objects.filter(LIVE, engineer__in=engineer_ids)
    found: dict[int, int] = defaultdict(int)
    found |= dict(rows.values_list("engineer").annotate(count=Count("pk")).order_by())
    return found


def last_tried(ticket: Ticket) -> list[int]:
    """Engineers who did not take this ticket since it was last triaged. Two queries."""
    since = ticket.entries.filter(state="triaged", before__in=("new", "reopened", "working"))
    begun = since.aggregate(at=Max("at"))["at"] or ticket.received_at
    rows = ticket.orders.filter(
        asked_at__gte=begun, state__in=(OrderState.REJECTED, OrderState.EXPIRED)
    )
    return list(rows.values_list("engineer", flat=True))


@dataclass(frozen=True, slots=True)
class Choice:
    """One engineer as the page of dispatch shows him."""

    engineer: Engineer
    ranked: Ranked

    @property
    def reasons(self) -> list[str]:
        """Why he stands where he stands, in the language of whoever reads."""
        return [one.text(gettext) for one in self.ranked.reasons]


def ranking_of(ticket: Ticket, *, most: int = 30) -> list[Choice]:
    """The first of the ranking with their names, for the page of dispatch."""
    clock = open_clock(ticket, ARRIVE)
    found = ranked_for(ticket, due_at=clock.due_at if clock else None)[:most]
    people = Engineer.objects.select_related("user", "point").in_bulk(
        [one.candidate.id for one in found]
    )
    return [Choice(people[one.candidate.id], one) for one in found]
