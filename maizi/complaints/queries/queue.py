"""The queue: most urgent first, then oldest; and the board of all stages (E-4)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from maizi.clocks.queries import ShownClock, clocks_of

from .. import access
from ..models import Complaint, HandOff, Suspicion
from ..rules.targets import CLOSE, CONFIRM, COURSE, LEGAL
from ..terms import ENDED, HandOffState, Priority, State

MOST_CARDS = 40
COLUMNS = (
    (State.RECEIVED, State.REOPENED), (State.APPRAISED, State.INVESTIGATING),
    (State.RESPONSIBLE, State.PROPOSED), (State.OPINION,), (State.EXECUTING,), (State.CONFIRMING,),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """One complaint as a card, with the clock that matters next."""

    row: Complaint
    clock: ShownClock | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board."""

    states: tuple[State, ...]
    cards: list[Card]
    total: int

    @property
    def label(self) -> str:
        return " · ".join(str(state.label) for state in self.states)


def open_in_order(user) -> QuerySet[Complaint]:
    """Open complaints in sight: priority, then when they came in."""
    rows = access.visible_complaints(user).exclude(state__in=ENDED)
    return rows.order_by("priority", "received_at", "id")


def board_of(user, *, is_mine: bool = False, priority: str = "") -> list[Column]:
    """The board, forty cards a column. Eight queries and one for each service calendar."""
    rows = open_in_order(user)
    rows = rows.filter(owner=user) if is_mine else rows
    if priority in list(Priority):
        rows = rows.filter(priority=priority)
    counts = Counter(dict(rows.order_by().values_list("state").annotate(count=Count("pk"))))
    rows = rows.select_related("customer", "owner", "product")
    columns = [
        (states, list(rows.filter(state__in=states)[:MOST_CARDS]), sum(counts[s] for s in states))
        for states in COLUMNS
    ]
    shown = [row.pk for _states, found, _total in columns for row in found]
    clocks = clocks_of(Complaint._meta.label_lower, shown)
    return [
        Column(states, [Card(row, next_clock(clocks.get(row.pk, ()))) for row in found], total)
        for states, found, total in columns
    ]  # fmt: skip


def next_clock(clocks) -> ShownClock | None:
    """The clock that is due first of those that run; the limit of the law only when it is bad."""
    order = {code: place for place, code in enumerate((*COURSE, CONFIRM))}
    running = [one for one in clocks if one.state.is_open]
    known = [one for one in running if one.clock.code in order]
    known.sort(key=lambda one: (one.clock.due_at, order[one.clock.code]))
    legal = [one for one in running if one.clock.code == LEGAL and one.tone == "bad"]
    first = next(iter(legal or known), None)
    if first is not None and first.clock.code == CLOSE and len(known) > 1:
        return known[0]
    return first


def offers_to(user) -> QuerySet[HandOff]:
    """Hand-offs that wait for somebody's answer."""
    rows = HandOff.objects.filter(taker=user, state=HandOffState.ASKED)
    return rows.select_related("complaint", "giver")


def suspicions_for(user) -> list[Suspicion]:
    """Suspicions that somebody may confirm. One query."""
    if not (access.may(user, "supervise") or access.may(user, "counsel")):
        return []
    rows = Suspicion.objects.filter(
        refused_at=None, complaint__in=access.visible_complaints(user)
    ).exclude(raised_by=user)
    found = rows.select_related("complaint")[:50]
    return [one for one in found if not one.is_confirmed
            and user.pk not in (one.supervisor_id, one.counsel_id)]  # fmt: skip
