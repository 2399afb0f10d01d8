"""The plan of return visits as people read it: due, overdue, coming (C-3)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from .. import access
from ..models import Occasion, ReturnPlan, ReturnVisit
from ..rules.returns import COMING_DAYS
from ..terms import FORMS_OF, Outcome, ReturnForm, ValueClass

PAGE = 50


class When(StrEnum):
    """Which part of the plan is shown."""

    OVERDUE = "overdue"
    TODAY = "today"
    COMING = "coming"
    ALL = "all"


@dataclass(frozen=True)
class PlanLine:
    """One customer of the plan: how it is to be visited, why, and what was tried."""

    plan: ReturnPlan
    forms: tuple[ReturnForm, ...]
    titles: list[str]
    tried: ReturnVisit | None


def plans_for(user, *, is_mine: bool, when: When, today: date, value: str = "") -> QuerySet:
    """Plans a person keeps himself, or all he sees; the oldest promise first."""
    rows = access.visible_plans(user).filter(_part(when, today))
    if is_mine:
        rows = rows.filter(customer__owner=user)
    if value in list(ValueClass):
        rows = rows.filter(value_class=value)
    return rows.order_by("due_on", "pk")


def plan_lines(rows: Iterable[ReturnPlan]) -> list[PlanLine]:
    """Plans with what led to them and the last try since they were due. Two queries."""
    rows = list(rows)
    titles = reasons_of([row.pk for row in rows])
    tries = ReturnVisit.objects.filter(
        customer__in=[row.pk for row in rows], outcome=Outcome.UNREACHED
    ).order_by("at")  # fmt: skip
    tried = {one.customer_id: one for one in tries}
    return [
        PlanLine(row, FORMS_OF[ValueClass(row.value_class)], titles[row.pk],
                 _since(tried.get(row.pk), row))
        for row in rows
    ]  # fmt: skip


def reasons_of(ids: Iterable[int]) -> dict[int, list[str]]:
    """What still asks for a visit at some customers, in words. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Occasion.objects.filter(customer__in=list(ids), done_at=None).order_by("due_on")
    for row in rows:
        found[row.customer_id].append(row.title)
    return found


def counts_of(user, *, is_mine: bool, today: date) -> dict[When, int]:
    """How many customers each part of the plan has. One query."""
    rows = access.visible_plans(user)
    rows = rows.filter(customer__owner=user) if is_mine else rows
    parts = {when.value: Count("pk", filter=_part(when, today)) for when in When}
    return {When(name): count for name, count in rows.aggregate(**parts).items()}


def due_for(user, today: date, most: int) -> tuple[list[ReturnPlan], int]:
    """The person's own customers to be visited by today, oldest first, and how many in all.
    Two queries."""
    if not access.may_care(user, "view"):
        return [], 0
    rows = access.visible_plans(user).filter(customer__owner=user, due_on__lte=today)
    rows = rows.order_by("due_on", "pk")
    return list(rows.select_related("customer")[:most]), rows.count()


def has_plan(customer_id: int) -> bool:
    """Whether a customer is visited by plan. One query."""
    return ReturnPlan.objects.filter(customer=customer_id).exists()


def _part(when: When, today: date) -> Q:
    return {
        When.OVERDUE: Q(due_on__lt=today),
        When.TODAY: Q(due_on=today),
        When.COMING: Q(due_on__gt=today, due_on__lte=today + timedelta(days=COMING_DAYS)),
        When.ALL: Q(),
    }[when]


def _since(tried: ReturnVisit | None, plan: ReturnPlan) -> ReturnVisit | None:
    """A try counts as long as nobody has spoken with the customer since."""
    if tried is None:
        return None
    is_over = plan.touched_on is not None and tried.at.date() < plan.touched_on
    return None if is_over else tried
