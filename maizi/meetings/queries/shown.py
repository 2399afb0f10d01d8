"""One meeting with everything its page shows, and what the rules want to know of it."""

from datetime import date

from django.db.models import F, Prefetch
from django.utils import timezone

from maizi.customers.access import visible_customers
from maizi.customers.models import Customer

from .. import access
from ..models import Action, Meeting, Participant
from ..rules.course import Agreed, Preparation, Record, lacks, unreached
from ..terms import BEFORE, OPEN, ActionState, Delivery, State


def reached(row: Meeting, person: Participant) -> Delivery:
    """How the present agenda reached somebody: an older one does not count."""
    if person.delivery in (Delivery.QUEUED, Delivery.FAILED):
        return Delivery(person.delivery)
    return Delivery(person.delivery) if person.sent_version == row.version else Delivery.NONE


def preparation_of(row: Meeting) -> Preparation:
    """What there is before a meeting. Two queries."""
    people = [(str(one), reached(row, one)) for one in row.participants.select_related("user")]
    return Preparation(row.purpose, row.needed, row.points.count(), people)


def record_of(row: Meeting, conclusion: str) -> Record:
    """What was written down of a meeting. Three queries."""
    unsummed = row.points.filter(summary="").values_list("title", flat=True)
    agreed = [
        Agreed(one.text, one.owner_id is not None, one.due_on, ActionState(one.state))
        for one in row.actions.all()
    ]
    attended = row.participants.filter(attended=True).count()
    return Record(list(unsummed), conclusion, attended, agreed)


def lacks_of(one: Preparation) -> list[str]:
    """What is missing before the agenda can go out, as sentences."""
    return lacks(one)


def guests_of(row: Meeting) -> list[Participant]:
    """Those to whom the present invitation has not been mailed, with an address. One query."""
    rows = row.participants.select_related("user").exclude(mailed_version=row.version)
    return [one for one in rows if one.address]


def open_actions_of(user, today: date, most: int) -> list[Action]:
    """A person's own open actions, oldest first. One query."""
    rows = access.visible_actions(user).filter(owner=user, state=ActionState.OPEN)
    rows = rows.select_related("meeting").order_by(F("due_on").asc(nulls_last=True), "id")
    return list(rows[:most])


def _customer(user, row: Meeting) -> Customer | None:
    """The customer a meeting is about, for who sees it."""
    if row.customer_id is None:
        return None
    return visible_customers(user).filter(pk=row.customer_id).first()


def shown(user, row: Meeting) -> dict:
    """Everything the page of a meeting shows. Eight queries."""
    people = list(row.participants.select_related("user"))
    actions = Prefetch("actions", Action.objects.select_related("owner"))
    (row,) = Meeting.objects.filter(pk=row.pk).select_related(
        "host", "org_unit"
    ).prefetch_related("points", "decisions", actions)  # fmt: skip
    for one in people:
        one.reached = reached(row, one)
    ready = Preparation(
        row.purpose, row.needed, len(row.points.all()), [(str(p), p.reached) for p in people]
    )
    is_host = access.may(user, "change", row)
    return {
        "customer": _customer(user, row), "row": row, "people": people, "lacks": lacks(ready),
        "unreached": unreached(ready),
        "may_change": is_host, "state": State,
        "is_before": row.state in BEFORE, "is_open": row.state in OPEN,
        "is_holding": row.state == State.HOLDING,
        "is_over": row.state in (State.FOLLOWING, State.CLOSED),
        "today": timezone.localdate(),
        "acting": {one.pk for one in row.actions.all()
                   if one.state == ActionState.OPEN and (is_host or one.owner_id == user.pk)},
    }  # fmt: skip
