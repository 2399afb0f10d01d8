"""Open to-dos as something a person has in his hands (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext

from maizi.accounts.access import Held, Holding
from maizi.accounts.models import User
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Todo
from . import closing
from .asking import OWN, settle

MOST = 20_000


def _open(person: User) -> QuerySet[Todo]:
    return Todo.objects.filter(owner=person, closed_at=None)


def _held(person: User) -> list[Held]:
    return [Held(t.pk, t.title, t.url) for t in _open(person).order_by("position_at", "id")[:MOST]]


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Hand to-dos over, reminders and repetition with them; what the taker can't see stays."""
    refused = {}
    for todo in _open(giver).filter(pk__in=ids):
        try:
            closing.hand_over(todo, to=taker, by=by)
        except Refused as refusal:
            refused[todo.pk] = refusal.text(gettext)
    return refused


def _end(ids, *, giver, by, reason) -> Mapping[int, str]:
    """Give up one's own to-dos; those a rule asks for go with what they are about."""
    for todo in _open(giver).filter(pk__in=ids):
        if todo.source == OWN:
            closing.cancel(todo, by=by)
        else:
            settle(source=todo.source, about=(todo.kind, todo.object_id), owner=giver, by=by)
    return {}


TODOS = Holding(
    code="todos", label=N_("未完成的待办和提醒"), kind="inbox.todo", position=85,
    count=lambda person: _open(person).count(), held=_held, give=_give, end=_end,
)  # fmt: skip
