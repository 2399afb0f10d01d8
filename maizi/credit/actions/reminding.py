"""Bring receivables to their owner's mind around the due day (I-8: −3, 0, +3, +10, +30)."""

from datetime import date, timedelta

from django.db import transaction

from maizi.fields.queries import parameter
from maizi.inbox.actions import ask, settle
from maizi.inbox.models import Todo
from maizi.inbox.terms import TodoState
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_, say

from ..models import Entry, OpenItem
from ..rules.ageing import reminder_due

SOURCE = "credit.due"
ENTRY = Entry._meta.label_lower
SLICE = 200
AHEAD = N_("{customer} 的 {number} 还差 {days} 天到期，{amount} 元未收")
TODAY = N_("{customer} 的 {number} 今天到期，{amount} 元未收")
LATE = N_("{customer} 的 {number} 已逾期 {days} 天，{amount} 元未收")


@transaction.atomic
def remind(*, today: date, after: int = 0, by=None) -> int | None:
    """Ask owners to see after one slice of receivables; the last id, None when all are done.

    One to-do for each receivable: it follows the day it is asked for, and is asked again with the
    next of the days only. Run twice a day it changes nothing.
    """
    offsets = sorted(int(days) for days in parameter("credit.reminders"))
    last = today - timedelta(days=offsets[0])
    rows = OpenItem.objects.filter(is_debit=True, due_on__lte=last, pk__gt=after)
    rows = rows.filter(
        account__customer__archived_at=None, account__customer__owner__is_active=True
    )
    rows = rows.select_related("entry", "account__customer__owner").order_by("pk")[:SLICE]
    found = list(rows)
    for row in found:
        offset = reminder_due(row.due_on, today, offsets)
        owner = row.account.customer.owner
        due_on = row.due_on + timedelta(days=offset)
        if not _is_asked(row, owner, due_on):
            ask(
                owner=owner,
                source=SOURCE,
                title=_words(row, today),
                due_at=due_on,
                about=row.entry,
            )
    return found[-1].pk if len(found) == SLICE else None


@transaction.atomic
def settle_over(*, by=None) -> int:
    """Close reminders of what was paid meanwhile, or whose customer is another's; how many.

    Whom the customer belongs to now is asked by `remind`.
    """
    waiting = Todo.objects.filter(source=SOURCE, state=TodoState.OPEN, kind=ENTRY)
    waiting = list(waiting.select_related("owner"))
    ids = {todo.object_id for todo in waiting}
    owners = dict(OpenItem.objects.filter(pk__in=ids).values_list("pk", "account__customer__owner"))
    over = [todo for todo in waiting if owners.get(todo.object_id) != todo.owner_id]
    return sum(
        settle(source=SOURCE, about=(ENTRY, todo.object_id), owner=todo.owner, by=by)
        for todo in over
    )


def _is_asked(row: OpenItem, owner, due_on: date) -> bool:
    """Whether this step was asked for before, done or not: nobody is asked twice for one day."""
    rows = Todo.objects.filter(owner=owner, source=SOURCE, kind=ENTRY, object_id=row.pk)
    return rows.filter(due_on__gte=due_on).exists()


def _words(row: OpenItem, today: date):
    days = (today - row.due_on).days
    words = LATE if days > 0 else AHEAD if days < 0 else TODAY
    return say(words, customer=str(row.account), number=str(row.entry), days=abs(days),
               amount=show_yuan(row.open_yuan))  # fmt: skip
