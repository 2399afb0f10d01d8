"""What 今日 shows one person: promises by due time, and the few numbers of his work."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from maizi.customers import access
from maizi.customers.models import AccessRequest, Customer, RecycleWarning
from maizi.customers.queries import (
    beginning_of,
    days_ahead,
    falling_for,
    neglected,
    promises_due,
    with_next_step,
)
from maizi.customers.terms import RequestState
from maizi.inbox.queries import Shown, due_for, shown_rows

MOST_PROMISES = 60
MOST_TODOS = 20
SILENT_DAYS = 30
CARE_DAYS, MOST_DAYS = 14, 8
MOST_FALLING, FALLING_DAYS = 10, 60


@dataclass(frozen=True)
class Number:
    """One number with what it counts and the list it came from."""

    label: str
    value: int
    address: str


@dataclass(frozen=True)
class Day:
    """One person's day."""

    overdue: list[Customer]
    today: list[Customer]
    soon: list[Customer]
    neglected: list[Customer]
    falling: list[RecycleWarning]
    requests: list[AccessRequest]


def day_of(user, today: date) -> Day:
    """Promises up to a week ahead, oldest first, and what needs an answer. Four queries."""
    promised = promises_due(user, today + timedelta(days=7))
    due = list(with_next_step(promised)[:MOST_PROMISES])
    waiting = access.visible_requests(user).filter(state=RequestState.WAITING)
    waiting = waiting.exclude(asked_by=user.pk).select_related("customer", "asked_by")
    return Day(
        overdue=[c for c in due if c.next_contact_on < today],
        today=[c for c in due if c.next_contact_on == today],
        soon=[c for c in due if c.next_contact_on > today],
        neglected=list(neglected(user, today - timedelta(days=SILENT_DAYS))[:10]),
        falling=list(falling_for(user, today + timedelta(days=FALLING_DAYS))[:MOST_FALLING]),
        requests=[r for r in waiting[:20] if access.may(user, "share", r.customer)],
    )


def care_of(user, today: date) -> list:
    """Important days of the person's own customers in the next two weeks. One query."""
    return days_ahead(user, today, days=CARE_DAYS, most=MOST_DAYS)


def todos_of(user, now: datetime) -> list[Shown]:
    """To-dos overdue or due today, oldest first. One query, and one per kind of linked record."""
    return shown_rows(user, due_for(user, now=now, most=MOST_TODOS))


def counts_of(user, today: date) -> dict[str, int]:
    """The person's own customers: all, new this month, and follow-ups he wrote this week."""
    monday = today - timedelta(days=today.weekday())
    mine = access.visible_customers(user).filter(owner=user)
    written = access.visible_activities(user).filter(author=user, at__gte=beginning_of(monday))
    return {
        "mine": mine.count(),
        "new": mine.filter(created_at__gte=beginning_of(today.replace(day=1))).count(),
        "written": written.count(),
    }
