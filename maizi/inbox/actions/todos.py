"""Write a to-do by hand, change it, put it aside (0.6)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Todo
from ..rules.recurrence import on_the_wall, read_rule, require_next
from ..rules.times import UNDATED, due_moment, remind_moment, require_due, snoozed_until
from ..terms import Snooze, TodoState

MOST_OPEN = 20_000
NOT_OPEN = N_("“{title}”已经结束，不能再改。需要时请先重新打开。")
SNOOZED = N_("稍后提醒")
WOKEN = N_("取消稍后")


@transaction.atomic
def save_todo(row: Todo, *, by, now: datetime | None = None) -> Todo:
    """Store a new or changed to-do of one's own: title, due_at or due_on, recurrence.

    A recurring one needs a date: its series begins there. Raises Refused without a title, for
    a date ten years away, for a rule nobody understands, and when the to-do is closed.
    """
    now = now or timezone.now()
    row.title = " ".join(row.title.split())
    if not row.title:
        raise Refused(N_("请写下要做什么。"), field="title")
    is_new = row._state.adding
    if is_new:
        row.owner, row.asked_by, row.created_at, row.source = by, by, now, "own"
        if Todo.objects.filter(owner=by, closed_at=None).count() >= MOST_OPEN:
            raise Refused(N_("您的待办已经太多了，请先处理一些。"))
    elif locked(row).state != TodoState.OPEN:
        raise Refused(NOT_OPEN, title=row.title)
    schedule(row, now=now)
    with recorded(row, Verb.CREATE if is_new else Verb.CHANGE, by=by):
        row.save()
    return row


@transaction.atomic
def snooze(
    todo: Todo, *, choice: Snooze, by, at: datetime | None = None, now: datetime | None = None
) -> Todo:
    """Put a to-do aside; its promise stays what it is. It comes to mind again at that moment."""
    now = now or timezone.now()
    row = locked(todo)
    if row.state != TodoState.OPEN:
        raise Refused(NOT_OPEN, title=row.title)
    until = snoozed_until(choice, at, now=now, zone=timezone.get_default_timezone())
    with recorded(row, SNOOZED, by=by):
        row.snoozed_until = row.remind_at = until
        row.changed_at = now
        row.save(update_fields=["snoozed_until", "remind_at", "changed_at"])
    return row


@transaction.atomic
def wake(todo: Todo, *, by, now: datetime | None = None) -> Todo:
    """Bring a to-do that was put aside back to its place."""
    now = now or timezone.now()
    row = locked(todo)
    if row.state != TodoState.OPEN:
        raise Refused(NOT_OPEN, title=row.title)
    with recorded(row, WOKEN, by=by):
        row.snoozed_until, row.changed_at = None, now
        row.remind_at = _reminder(row, now)
        row.save(update_fields=["snoozed_until", "remind_at", "changed_at"])
    return row


def locked(todo: Todo) -> Todo:
    """The to-do as it stands, locked to the end of the transaction."""
    return Todo.objects.select_for_update(of=("self",)).select_related("owner").get(pk=todo.pk)


def schedule(row: Todo, *, now: datetime) -> None:
    """Fill in what follows from the date: place in the list, reminder, beginning of the series."""
    zone = timezone.get_default_timezone()
    row.due_at = due_moment(row.due_at, row.due_on, zone)
    require_due(row.due_at, now)
    row.position_at, row.snoozed_until, row.changed_at = row.due_at or UNDATED, None, now
    row.remind_at = _reminder(row, now)
    if not row.recurrence:
        row.start_at = None
        return
    if row.due_at is None:
        raise Refused(N_("重复的待办需要一个日期。"), field="due_on")
    rule = read_rule(row.recurrence)
    row.recurrence = row.recurrence.strip().upper().removeprefix("RRULE:")
    if row._state.adding or _is_moved(row):
        row.start_at, row.made = first_moment(row), row.made if row.previous_id else 1
    require_next(rule, start=on_the_wall(row.start_at, zone))


def first_moment(row: Todo) -> datetime:
    """Where a series begins: the moment of the to-do, or the beginning of its day."""
    if row.due_on is None:
        return row.due_at
    return _midnight(row.due_on)


def _is_moved(row: Todo) -> bool:
    """Whether date or rule were changed by hand: then the series begins anew here."""
    stored = Todo.objects.get(pk=row.pk)
    return (stored.due_at, stored.due_on, stored.recurrence) != (
        row.due_at, row.due_on, row.recurrence
    )  # fmt: skip


def _midnight(day: date) -> datetime:
    zone = timezone.get_default_timezone()
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _reminder(row: Todo, now: datetime) -> datetime | None:
    at = None if row.due_on else row.due_at
    return remind_moment(at, row.due_on, now=now, zone=timezone.get_default_timezone())
