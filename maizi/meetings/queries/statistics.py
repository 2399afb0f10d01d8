"""How well meetings are followed through (C-50 track)."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from .. import access
from ..models import Action
from ..rules.follow import Action as Counted
from ..rules.follow import FollowThrough, follow_through
from ..terms import ActionState, State

MOST_COUNTED = 20_000
OVER = (State.FOLLOWING, State.CLOSED)


def rate_of(user, *, since: date, until: date, today: date) -> FollowThrough:
    """Of actions due in a period, of visible meetings that are over. One query."""
    rows = _due(user, since, until).values_list("due_on", "state", "done_on")[:MOST_COUNTED]
    return follow_through((Counted(d, ActionState(s), done) for d, s, done in rows), today)


def rates_by_host(
    user, *, since: date, until: date, today: date
) -> list[tuple[str, FollowThrough]]:
    """The same for each who hosted, by name, the most actions first. One query."""
    found: dict[str, list[Counted]] = defaultdict(list)
    rows = _due(user, since, until).values_list(
        "meeting__host__name", "due_on", "state", "done_on"
    )[:MOST_COUNTED]  # fmt: skip
    for name, due, state, done in rows:
        found[name].append(Counted(due, ActionState(state), done))
    counted = [(name, follow_through(some, today)) for name, some in found.items()]
    return sorted(counted, key=lambda one: (-one[1].agreed, one[0]))


def overdue_actions(user, today: date, most: int) -> list[Action]:
    """Open actions past their day, of visible meetings, oldest first. One query."""
    rows = access.visible_actions(user).filter(state=ActionState.OPEN, due_on__lt=today)
    rows = rows.filter(meeting__state__in=OVER).select_related("meeting", "owner")
    return list(rows.order_by("due_on", "id")[:most])


def _due(user, since: date, until: date) -> QuerySet[Action]:
    rows = access.visible_actions(user).filter(due_on__gte=since, due_on__lte=until)
    return rows.filter(meeting__state__in=OVER).order_by()
