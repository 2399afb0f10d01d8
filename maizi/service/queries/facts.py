"""Facts of tickets that decisions ask for, and which pieces are due (F-20)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.terms import KaStatus
from maizi.warranty.models import Unit
from maizi.warranty.terms import UnitState

from ..models import PreventivePlan, Ticket, Upkeep
from ..rules.slots import next_due
from ..terms import ENDED, PlanScope, State, TicketType

USED_STATES = (UnitState.IN_USE,)


def open_of(person: User) -> QuerySet[Ticket]:
    """The tickets somebody looks after."""
    return Ticket.objects.filter(owner=person).exclude(state__in=ENDED)


def has_upkeep(row: Ticket) -> bool:
    """Whether a preventive plan opened this ticket. One query."""
    return Upkeep.objects.filter(ticket=row).exists()


def installed_by(acceptance_id: int) -> list[Ticket]:
    """The installations whose pieces a receipt names. One query."""
    rows = Ticket.objects.filter(unit__acceptance=acceptance_id, type=TicketType.INSTALL)
    return list(rows.exclude(state=State.CANCELLED).select_related("owner"))


def active_plans() -> QuerySet[PreventivePlan]:
    """Preventive plans that open tickets."""
    return PreventivePlan.objects.filter(is_active=True).select_related("family", "owner__unit")


def due_pieces(plan: PreventivePlan, *, until: date) -> Iterator[tuple[Unit, date]]:
    """Pieces of a plan's family that are to be looked after by a day, with that day (F-20).

    Counted from the last upkeep, else from the day the warranty began; those that wait for one
    are left out. One query.
    """
    rows = Unit.objects.filter(
        Q(product__category__path__startswith=plan.family.path), state__in=USED_STATES,
        customer__isnull=False, starts_on__isnull=False,
    )  # fmt: skip
    if plan.scope == PlanScope.KEY:
        rows = rows.filter(customer__ka_status=KaStatus.KEY)
    elif plan.scope == PlanScope.COVERED:
        rows = rows.filter(covered_until__gte=timezone.localdate())
    rows = rows.filter(starts_on__lte=until - timedelta(days=28 * plan.months))
    waiting = Ticket.objects.filter(
        source_kind=plan._meta.label_lower, source_id=plan.pk, unit__isnull=False
    ).exclude(state__in=ENDED)
    rows = rows.exclude(pk__in=waiting.values("unit"))
    last = Max("tickets__upkeep__due_on", filter=Q(tickets__upkeep__plan=plan))
    rows = rows.annotate(last_on=last).select_related("product__category", "customer")
    for unit in rows.order_by("pk"):
        due_on = next_due(unit.last_on or unit.starts_on, plan.months)
        while next_due(due_on, plan.months) <= timezone.localdate():
            due_on = next_due(due_on, plan.months)
        if due_on <= until:
            yield unit, due_on
