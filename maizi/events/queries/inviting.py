"""Whom one may invite, who agreed to letters, how many places are taken (C-40, N-1)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Sum
from django.utils import timezone

from maizi.customers.access import customers_to_change, rows_of_value
from maizi.customers.models import Contact, Customer
from maizi.customers.terms import ValueClass
from maizi.privacy.queries import contact_rulings
from maizi.privacy.terms import Way

from ..models import Event, Invitation
from ..rules.course import Room, check_inviting, may_answer
from ..terms import Answer, State

MARKETING = "marketing"
MOST = 200


def candidates(user, event: Event, value: ValueClass) -> list[tuple[Customer, None]]:
    """Customers of a value class that the person looks after and that are not invited yet.

    200 at most, the latest first. Two queries.
    """
    known = event.invitations.filter(contact=None).values("customer")
    rows = customers_to_change(user).filter(rows_of_value(value)).exclude(pk__in=known)
    return [(one, None) for one in rows.select_related("owner", "org_unit")[:MOST]]


def who_agreed(rows: Sequence[Invitation]) -> set[int]:
    """Ids of the invitations whose people agreed to marketing mail. Ten queries at most."""
    found: set[int] = set()
    for kind in (Contact, Customer):
        people = {
            one.pk: one.contact_id if kind is Contact else one.customer_id
            for one in rows if (one.contact_id is not None) == (kind is Contact)
        }  # fmt: skip
        if people:
            rulings = contact_rulings(
                kind._meta.label_lower, ids=set(people.values()), way=Way.MAIL,
                purpose=MARKETING, now=timezone.now(),
            )  # fmt: skip
            found |= {pk for pk, person in people.items() if rulings[person].is_allowed}
    return found


def refuse_late(event: Event, *, now: datetime) -> None:
    """Raises Refused unless people may be invited now."""
    check_inviting(_times(event), now)


def is_inviting(event: Event, *, now: datetime) -> bool:
    """Whether people may be invited now: who is may still answer."""
    return may_answer(_times(event), now)


def _times(event: Event) -> Room:
    return Room(State(event.state), event.starts_at, event.answer_until)


def room_of(event: Event, *, but: Invitation | None = None) -> Room:
    """How many places are taken, of others than `but`. One query."""
    rows = event.invitations.filter(answer=Answer.YES)
    rows = rows.exclude(pk=but.pk) if but else rows
    taken = rows.aggregate(n=Sum(F("companions") + 1))["n"] or 0
    return Room(State(event.state), event.starts_at, event.answer_until, event.places, taken)
