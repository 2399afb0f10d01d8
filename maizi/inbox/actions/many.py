"""Ask and tell about many things at once, out of a run over thousands of records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import User
from maizi.history.actions import record_many
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Notice, Todo
from ..rules.times import UNDATED
from .asking import OWN, TITLE_LENGTH, URL_LENGTH, Link, ask, words_for
from .notices import LENGTHS, notify, tell
from .todos import schedule

GIVEN = N_("{by} 给您布置了 {count} 件待办：{title}")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing for one person: what is said of which record, plain or `say(…)`."""

    person: User
    title: str
    about: Any


@transaction.atomic
def ask_many(lines: Sequence[Line], *, source: str, by=None) -> None:
    """Undated to-dos, as `ask` puts each; a constant number of queries for what is new.

    What somebody has in his inbox already follows the new words, one by one.
    """
    if not lines:
        return
    now, rows = timezone.now(), []
    for line in lines:
        link = Link(line.about)
        kind, object_id = link.target
        row = Todo(
            owner=line.person, source=source, kind=kind, object_id=object_id, asked_by=by,
            title=words_for(line.person, line.title)[:TITLE_LENGTH], created_at=now,
            url=link.address[:URL_LENGTH], position_at=UNDATED,
        )  # fmt: skip
        schedule(row, now=now)
        rows.append(row)
    Todo.objects.bulk_create(rows, ignore_conflicts=True)
    made = set(Todo.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    told = [(row.pk, row.title, {"title": [None, row.title]}) for row in rows if row.pk in made]
    if told:
        record_many(Todo._meta.label_lower, lines=told, verb=Verb.CREATE, by=by)
    for line, row in zip(lines, rows, strict=True):
        if row.pk not in made:
            ask(owner=line.person, source=source, title=line.title, about=line.about, by=by)


@transaction.atomic
def give_many(lines: Sequence[Line], *, due_on: date | None, by) -> list[Line]:
    """To-dos of one person for others, as if written and handed over; the lines that are new.

    They are their receivers' own, who hear of them once each. What somebody has open already in
    the same words about the same record stays one. Raises Refused for who left, or does not see
    the record.
    """
    now, people = timezone.now(), {line.person.pk: line.person for line in lines}
    known = _open_of(people, by)
    rows: dict[tuple, Todo] = {}
    fresh: list[Line] = []
    for line in lines:
        link = Link(line.about)
        kind, object_id = link.target
        title = words_for(line.person, line.title)[:TITLE_LENGTH]
        key = (line.person.pk, kind, object_id, title)
        if key not in known and key not in rows:
            rows[key] = Todo(
                owner=line.person, source=OWN, kind=kind, object_id=object_id, title=title,
                asked_by=by, due_on=due_on, url=link.address[:URL_LENGTH], created_at=now,
                position_at=UNDATED,
            )  # fmt: skip
            schedule(rows[key], now=now)
            fresh.append(line)
    made = list(rows.values())
    for person in people.values():
        mine = [row for row in made if row.owner_id == person.pk]
        if mine:
            _give(person, mine, by)
    Todo.objects.bulk_create(made)
    told = [(row.pk, row.title, {"title": [None, row.title]}) for row in made]
    if told:
        record_many(Todo._meta.label_lower, lines=told, verb=Verb.CREATE, by=by)
    return fresh


def notify_many(lines: Sequence[Line], *, event: str, by=None) -> list[Notice]:
    """Notices of many things at once, as `notify` tells each. A constant number of queries.

    by  who caused it; it is the title that says so
    """
    access.event_kind(event)
    now, rows = timezone.now(), []
    for line in lines:
        if not line.person.is_active:
            continue
        link = Link(line.about)
        kind, object_id = link.target
        rows.append(Notice(
            user=line.person, event=event, kind=kind, object_id=object_id, created_at=now,
            title=words_for(line.person, line.title)[: LENGTHS["title"]],
            url=link.address[: LENGTHS["url"]],
        ))  # fmt: skip
    return tell(rows, now=now)


def _open_of(people: dict[int, User], by) -> set[tuple]:
    """What people have open from this giver: owner, record, words."""
    rows = Todo.objects.filter(owner__in=list(people), asked_by=by, source=OWN, closed_at=None)
    return set(rows.values_list("owner_id", "kind", "object_id", "title"))


def _give(person: User, rows: Sequence[Todo], by) -> None:
    """Refuse what cannot be given to a person; else tell him, unless it is himself."""
    if not person.is_active:
        raise Refused(N_("{to} 已离职，请选择在职的同事。"), field="to", to=person)
    if access.hidden(person, rows):
        raise Refused(N_("{to} 看不到相关的记录，请先让对方能看到它。"), field="to", to=person)
    if person.pk != by.pk:
        title = say(GIVEN, by=by, count=len(rows), title=rows[0].title)
        notify(to=[person], event=access.TODO_HANDED.code, title=title,
               url=reverse("inbox:todos"), by=by)  # fmt: skip
