"""What 今日 shows one person: everything promised in one list, and what may need him beside it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from maizi.care.queries import due_for as visits_due_for
from maizi.customers import access
from maizi.customers.models import AccessRequest, Customer, RecycleWarning
from maizi.customers.queries import (
    days_ahead,
    falling_for,
    neglected,
    promises_due,
    with_next_step,
)
from maizi.customers.terms import RequestState
from maizi.inbox.queries import Shown, due_for, shown_rows
from maizi.kernel.days import end_of
from maizi.kernel.texts import N_

MOST_LINES, AHEAD_DAYS = 60, 7
SILENT_DAYS = 30
CARE_DAYS, MOST_DAYS = 14, 8
MOST_FALLING, FALLING_DAYS = 10, 60
MOST_VISITS = 8


@dataclass(frozen=True)
class Line:
    """One promise of the list: a to-do, or a customer to be called; one clock for each.

    at  when it is due; a day without a time is due at its end
    """

    at: datetime
    todo: Shown | None = None
    customer: Customer | None = None


@dataclass(frozen=True)
class Agenda:
    """What one person has promised, the oldest first.

    is_cut  there is more than is shown: the list of to-dos has it all
    """

    overdue: list[Line]
    today: list[Line]
    soon: list[Line]
    is_cut: bool

    @property
    def groups(self) -> list[tuple[str, str, list[Line]]]:
        """Title, tone and lines of each part that has some."""
        parts = [
            (N_("已逾期"), "bad", self.overdue), (N_("今天到期"), "warn", self.today),
            (N_("未来七天"), "", self.soon),
        ]  # fmt: skip
        return [part for part in parts if part[2]]


@dataclass(frozen=True)
class Beside:
    """What else may need a person: customers about to fall, silent ones, requests to answer."""

    neglected: list[Customer]
    falling: list[RecycleWarning]
    requests: list[AccessRequest]


def agenda_of(user, now: datetime) -> Agenda:
    """Everything promised up to a week ahead in one list, whatever it came from.

    Two queries, and one for each kind of record that the to-dos are about.
    """
    zone = timezone.get_default_timezone()
    today = timezone.localdate(now)
    week = today + timedelta(days=AHEAD_DAYS)
    todos = shown_rows(user, due_for(user, now=now, most=MOST_LINES + 1, days=AHEAD_DAYS))
    called = list(with_next_step(promises_due(user, week))[: MOST_LINES + 1])
    lines = [Line(one.row.due_at, todo=one) for one in todos]
    lines += [Line(end_of(row.next_contact_on, zone), customer=row) for row in called]
    lines.sort(key=lambda line: line.at)
    shown, tonight = lines[:MOST_LINES], end_of(today, zone)
    return Agenda(
        [line for line in shown if line.at <= now],
        [line for line in shown if now < line.at <= tonight],
        [line for line in shown if line.at > tonight],
        len(lines) > MOST_LINES,
    )


def beside_of(user, today: date) -> Beside:
    """What needs an answer or is about to be lost. Three queries."""
    waiting = access.visible_requests(user).filter(state=RequestState.WAITING)
    waiting = waiting.exclude(asked_by=user.pk).select_related("customer", "asked_by")
    return Beside(
        neglected=list(neglected(user, today - timedelta(days=SILENT_DAYS))[:10]),
        falling=list(falling_for(user, today + timedelta(days=FALLING_DAYS))[:MOST_FALLING]),
        requests=[r for r in waiting[:20] if access.may(user, "share", r.customer)],
    )


def visits_of(user, today: date) -> tuple[list, int]:
    """Customers to be visited again by today, oldest first, and how many in all. Two queries."""
    return visits_due_for(user, today, MOST_VISITS)


def care_of(user, today: date) -> list:
    """Important days of the person's own customers in the next two weeks. One query."""
    return days_ahead(user, today, days=CARE_DAYS, most=MOST_DAYS)
