"""Reads of the clocks: what is open, what is due, the list for administrators."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Count, Model, Q, QuerySet

from ..access import visible_clocks
from ..models import OPEN, Clock
from ..terms import ClockState

PAGE_SIZE = 50
OVERDUE = "overdue"
# What a clock needs to tell what is due.
TELLING = (
    "code", "kind", "object_id", "state", "counting", "on_breach", "due_at", "warnings", "warned",
    "next_at", "breached_at",
)  # fmt: skip
FILTERS = {
    "": OPEN,
    OVERDUE: Q(state=ClockState.RUNNING) & Q(breached_at__isnull=False),
    "paused": Q(state=ClockState.PAUSED),
    "ended": ~OPEN,
}


def of_record(about: Model) -> QuerySet[Clock]:
    """Every clock of a record, ended ones too."""
    return Clock.objects.filter(kind=about._meta.label_lower, object_id=about.pk)


def open_clock(about: Model, code: str) -> Clock | None:
    """The clock of this kind that runs or pauses for a record; there is one at most."""
    return of_record(about).filter(OPEN, code=code).first()


def open_clocks(about: Model) -> list[Clock]:
    """The clocks that run or pause for a record, the soonest first."""
    return list(of_record(about).filter(OPEN))


def latest_clock(about: Model, code: str) -> Clock | None:
    """The last clock of this kind that a record had, open or not."""
    return of_record(about).filter(code=code).order_by("-id").first()


def due_now(now: datetime) -> QuerySet[Clock]:
    """Clocks with something to tell, locked; what others have locked is left to them."""
    rows = Clock.objects.only(*TELLING).filter(next_at__lt=now).order_by("next_at", "id")
    skips = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=skips)


def is_anything_due(now: datetime) -> bool:
    """Whether some clock has something to tell; one look at an index, no lock."""
    return Clock.objects.order_by().filter(next_at__lt=now).exists()


def clock_page(user, asked: Mapping[str, str]) -> tuple[list[Clock], str]:
    """A page of clocks by deadline, ended ones the latest first, and the next one's address.

    asked  state ("" open, overdue, paused, ended), code, after
    """
    state = asked.get("state", "") if asked.get("state", "") in FILTERS else ""
    rows = visible_clocks(user).filter(FILTERS[state]).select_related("calendar")
    if code := asked.get("code", ""):
        rows = rows.filter(code=code)
    is_back = state == "ended"
    rows = rows.order_by("-due_at", "-id") if is_back else rows.order_by("due_at", "id")
    if place := _place(asked.get("after", "")):
        way = "lt" if is_back else "gt"
        due_at, id_ = place
        rows = rows.filter(
            Q(**{f"due_at__{way}": due_at}) | Q(due_at=due_at, **{f"id__{way}": id_})
        )
    found = list(rows[: PAGE_SIZE + 1])
    if len(found) <= PAGE_SIZE:
        return found, ""
    last = found[PAGE_SIZE - 1]
    return found[:PAGE_SIZE], f"{last.due_at.isoformat()}~{last.pk}"


def counts(user) -> dict[str, int]:
    """How many clocks each filter shows; one query."""
    sums = {name or "open": Count("pk", filter=which) for name, which in FILTERS.items()}
    found = visible_clocks(user).order_by().aggregate(**sums)
    return {name: found[name or "open"] for name in FILTERS}


def _place(text: str) -> tuple[datetime, int] | None:
    moment, _, id_ = text.partition("~")
    try:
        return datetime.fromisoformat(moment), int(id_)
    except ValueError:
        return None
