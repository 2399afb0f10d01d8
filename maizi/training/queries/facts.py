"""What service knows of the jobs of engineers, gathered at once for many (F-51)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Avg
from django.utils import timezone

from maizi.clocks.models import Clock
from maizi.clocks.terms import ClockState
from maizi.fields.queries import parameters
from maizi.service.access import PROMISED
from maizi.service.models import Appointment, ConductMark, Ticket, TicketEntry, WorkOrder
from maizi.service.terms import AppointmentState, OrderState, State, TicketType

from ..access import JOB_WEIGHTS
from ..rules.index import Policy, next_month
from ..rules.jobs import Course, Given, Job, Kept, Step, jobs_in

TOLD = (State.ON_SITE, State.RESTORED, State.REOPENED)


def policy() -> Policy:
    """What the company decided about the index. Two queries at most."""
    weights, quality, jobs, target, line, bounds = parameters(
        "perf.weights", "perf.quality_weights", "perf.job_weights", "perf.target_jobs",
        "perf.pay_line", "perf.pay_range",
    )  # fmt: skip
    return Policy(
        weights=weights, quality_weights=quality, target=Decimal(target), line=line,
        job_weights={kind.value: one for kind, one in zip(JOB_WEIGHTS, jobs, strict=True)},
        highest=bounds[0], lowest=bounds[1],
    )  # fmt: skip


def span_of(month: date) -> tuple[datetime, datetime]:
    """The moments a month begins and has ended."""
    zone = timezone.get_current_timezone()
    return tuple(datetime.combine(day, time(), zone) for day in (month, next_month(month)))


def settled_on(month: date) -> date | None:
    """When no job of a month can come back in time any more; None once that is past. One query."""
    (days,) = parameters("perf.repeat_days")
    last = next_month(month) - timedelta(1) + timedelta(int(days))
    return last if last >= timezone.localdate() else None


def jobs_of(people: Collection[int], month: date) -> dict[int, list[Job]]:
    """Person -> the jobs he finished in a month, of all tickets. Eight queries, however many."""
    since, until = span_of(month)
    rows = Ticket.objects.filter(
        orders__engineer__user__in=people, orders__state=OrderState.DONE,
        entries__state=State.RESTORED, entries__at__gte=since, entries__at__lt=until,
    )  # fmt: skip
    tickets = list(rows.exclude(state=State.CANCELLED).distinct().order_by("pk"))
    (days,) = parameters("perf.repeat_days")
    found: dict[int, list[Job]] = defaultdict(list)
    for job in jobs_in(_courses(tickets), since, until, repeat_days=int(days)):
        found[job.person_id].append(job)
    return found


def _courses(tickets: list[Ticket]) -> list[Course]:
    ids = [one.pk for one in tickets]
    steps, given, promises = _steps(ids), _given(ids), _promises(ids)
    calls, conduct = _calls(tickets), _conduct(ids)
    return [
        Course(
            one.pk, one.no, one.type, steps[one.pk], given[one.pk], promises[one.pk],
            [at for pk, at in calls[one.unit_id] if pk != one.pk] if one.unit_id else [],
            conduct.get(one.pk) if one.score is None else Decimal(one.score),
        )
        for one in tickets
    ]  # fmt: skip


def _steps(ids: list[int]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = defaultdict(list)
    rows = TicketEntry.objects.filter(ticket__in=ids, state__in=TOLD).order_by("at", "id")
    for ticket, state, at in rows.values_list("ticket", "state", "at"):
        found[ticket].append(Step(state, at))
    return found


def _given(ids: list[int]) -> dict[int, list[Given]]:
    found: dict[int, list[Given]] = defaultdict(list)
    rows = WorkOrder.objects.filter(ticket__in=ids, state=OrderState.DONE).order_by("asked_at")
    for ticket, person, at in rows.values_list("ticket", "engineer__user", "asked_at"):
        found[ticket].append(Given(person, at))
    return found


def _promises(ids: list[int]) -> dict[int, list[Kept]]:
    """Clocks that have ended, and appointments that were kept or broken."""
    found: dict[int, list[Kept]] = defaultdict(list)
    ended = (ClockState.MET, ClockState.LATE)
    rows = Clock.objects.filter(
        kind=Ticket._meta.label_lower, object_id__in=ids, code__in=PROMISED, state__in=ended
    )
    for ticket, state, at in rows.values_list("object_id", "state", "ended_at"):
        found[ticket].append(Kept(at, state == ClockState.MET))
    slots = Appointment.objects.filter(ticket__in=ids)
    for ticket, state, broken, at in slots.values_list("ticket", "state", "is_broken", "made_at"):
        if broken or state in (AppointmentState.KEPT, AppointmentState.BROKEN):
            found[ticket].append(Kept(at, not broken and state == AppointmentState.KEPT))
    return found


def _calls(tickets: list[Ticket]) -> dict[int, list[tuple[int, datetime]]]:
    """Piece -> when it was reported broken, on which ticket."""
    found: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    units = {one.unit_id for one in tickets if one.unit_id}
    rows = Ticket.objects.filter(unit__in=units, type=TicketType.REPAIR)
    rows = rows.exclude(state=State.CANCELLED)
    for unit, pk, at in rows.values_list("unit", "pk", "received_at"):
        found[unit].append((pk, at))
    return found


def _conduct(ids: list[int]) -> dict[int, Decimal]:
    """Ticket -> the mean of what the customer gave point by point."""
    rows = ConductMark.objects.filter(ticket__in=ids, score__isnull=False)
    means = rows.values("ticket").annotate(mean=Avg("score")).order_by()
    return {one["ticket"]: Decimal(str(one["mean"])) for one in means}
