"""To-dos that rules ask for, and close again by themselves (0.6)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from maizi.accounts.models import User
from maizi.history.actions import record_many, recorded
from maizi.history.terms import Verb
from maizi.kernel.texts import Said

from ..models import Todo
from ..rules.times import UNDATED
from ..terms import TodoState
from .todos import schedule

TITLE_LENGTH = Todo._meta.get_field("title").max_length
URL_LENGTH = Todo._meta.get_field("url").max_length
OWN = "own"


@dataclass(frozen=True, slots=True)
class Link:
    """What a to-do or message is about.

    about  the record, or (model label, id); words and link are hidden from whom may not see it
    url    page of ours to open; by default the record's own
    """

    about: Any = None
    url: str = ""

    @property
    def target(self) -> tuple[str, int]:
        """Model label and id; "" and 0 for none."""
        if isinstance(self.about, tuple):
            return self.about
        return (self.about._meta.label_lower, self.about.pk) if self.about else ("", 0)

    @property
    def address(self) -> str:
        """The page to open, or ""."""
        own = getattr(self.about, "get_absolute_url", None)
        return self.url or (own() if own else "")


@transaction.atomic
def ask(
    *,
    owner: User,
    source: str,
    title: str,
    due_at: datetime | date | None = None,
    by=None,
    **given,
) -> Todo:
    """Put a to-do into somebody's inbox: one per owner, source and record, as long as it is open.

    source  code of the rule that asks, such as "approvals.step"; not "own"
    title   plain, or `say(…)`: then in the owner's language
    due_at  a moment, or a day
    given   about, url: see Link
    by      who caused it; None for the system

    Asked again, title, date and link follow the new words. Tells nobody: see `notify`.
    """
    if source == OWN:
        raise ValueError("“own” is for to-dos that people write themselves")
    now, link = timezone.now(), Link(**given)
    kind, object_id = link.target
    is_day = isinstance(due_at, date) and not isinstance(due_at, datetime)
    wanted = {
        "title": words_for(owner, title)[:TITLE_LENGTH],
        "due_on": due_at if is_day else None,
        "due_at": None if is_day else due_at,
        "url": link.address[:URL_LENGTH],
    }
    key = {"owner": owner, "source": source, "kind": kind, "object_id": object_id}
    row = Todo(**key, **wanted, asked_by=by, created_at=now, position_at=UNDATED)
    schedule(row, now=now)
    Todo.objects.bulk_create([row], ignore_conflicts=True)
    stored = Todo.objects.select_for_update().get(**key, state=TodoState.OPEN)
    if stored.pk == row.pk:
        lines = [(row.pk, row.title, {"title": [None, row.title]})]
        record_many(Todo._meta.label_lower, lines=lines, verb=Verb.CREATE, by=by)
    elif any(getattr(stored, name) != getattr(row, name) for name in wanted):
        with recorded(stored, Verb.CHANGE, by=by):
            _follow(stored, row, now)
            stored.save()
    return stored


@transaction.atomic
def settle(*, source: str, about, owner: User | None = None, by=None) -> int:
    """Close what a rule asked for about a record, of everybody or of one; how many it were."""
    kind, object_id = Link(about).target
    rows = Todo.objects.select_for_update().filter(
        source=source, kind=kind, object_id=object_id, state=TodoState.OPEN
    )
    rows = list(rows.filter(owner=owner) if owner else rows)
    now = timezone.now()
    Todo.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=TodoState.DONE, closed_at=now, changed_at=now, remind_at=None, snoozed_until=None
    )
    change = {"state": [TodoState.OPEN.value, TodoState.DONE.value]}
    lines = [(row.pk, row.title, change) for row in rows]
    if lines:
        record_many(Todo._meta.label_lower, lines=lines, verb=Verb.CHANGE, by=by)
    return len(rows)


def _follow(stored: Todo, wanted: Todo, now: datetime) -> None:
    """Take over new words and a new date; an unchanged date leaves it put aside."""
    stored.title, stored.url, stored.changed_at = wanted.title, wanted.url, now
    if (stored.due_at, stored.due_on) != (wanted.due_at, wanted.due_on):
        stored.due_at, stored.due_on = wanted.due_at, wanted.due_on
        schedule(stored, now=now)


def words_for(person: User, text: str) -> str:
    """A text on one line, in the language of the person if it knows several."""
    if isinstance(text, Said):
        with translation.override(person.language or "zh-hans"):
            text = text.text(gettext)
    return " ".join(str(text).split())
