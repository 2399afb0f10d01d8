"""Bring what is due to mind, once."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from maizi.kernel.texts import N_

from .. import access
from ..models import Notice, Todo
from ..terms import TodoState
from .notices import tell

SLICE = 200
HIDDEN = N_("有一件待办到期了（您已看不到相关的记录）")


@transaction.atomic
def remind_due(*, now: datetime | None = None) -> int:
    """Turn one slice of due to-dos into notices; how many.

    A to-do loses its reminder in the transaction that writes the notice: it is told once, also
    by two workers at a time. Queries: three, those of `tell`, and one for each kind of record.
    """
    now = now or timezone.now()
    due = Todo.objects.select_for_update(skip_locked=True, of=("self",))
    due = due.filter(remind_at__lte=now, state=TodoState.OPEN).order_by("remind_at")
    rows = list(due.select_related("owner")[:SLICE])
    if not rows:
        return 0
    Todo.objects.filter(pk__in=[row.pk for row in rows]).update(remind_at=None)
    by_owner: dict[int, list[Todo]] = {}
    for row in rows:
        by_owner.setdefault(row.owner_id, []).append(row)
    lost = {
        (owner_id, *link)
        for owner_id, mine in by_owner.items()
        for link in access.hidden(mine[0].owner, mine)
    }
    tell([_notice(row, lost, now) for row in rows if row.owner.is_active], now=now)
    return len(rows)


def _notice(row: Todo, lost: set, now: datetime) -> Notice:
    is_hidden = (row.owner_id, row.kind, row.object_id) in lost
    return Notice(
        user=row.owner, event=access.TODO_DUE.code, created_at=now, kind=row.kind,
        object_id=row.object_id, title=_in_language_of(row.owner) if is_hidden else row.title,
        url=reverse("inbox:todos") if is_hidden or not row.url else row.url,
    )  # fmt: skip


def _in_language_of(person) -> str:
    with translation.override(person.language or "zh-hans"):
        return gettext(HIDDEN)
