"""Today's activities: open, reached, waiting for somebody; what a search for a name finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q

from .. import access
from ..models import AgreementDue, GroupBuy, Registration, Tier
from ..terms import State
from .standing import Standing, standing_of

RUNNING = (State.OPEN, State.REACHED, State.ORDERING)
MOST = 60


@dataclass(frozen=True, slots=True)
class Card:
    """One activity on the board."""

    row: GroupBuy
    standing: Standing
    leaving: int
    strangers: int


@dataclass(frozen=True, slots=True)
class Board:
    """What runs by state, refunds and agreements that are owed."""

    columns: Sequence[tuple[State, Sequence[Card]]]
    coming: Sequence[GroupBuy]
    refunds: Sequence[Registration]
    dues: Sequence[AgreementDue]


def board_of(user, *, now: datetime) -> Board:
    """Everything about group buys that waits today. Six queries."""
    rows = access.visible_group_buys(user).filter(state__in=RUNNING)
    asked, unknown = Q(registrations__state="leaving"), Q(registrations__customer=None)
    standing = Q(registrations__state__in=("pending", "valid", "leaving"))
    rows = rows.select_related("product", "owner").prefetch_related(
        Prefetch("tiers", queryset=Tier.objects.order_by("least"))
    ).annotate(
        leaving=Count("registrations", filter=asked),
        strangers=Count("registrations", filter=unknown & standing),
    )  # fmt: skip
    cards = [
        Card(row, standing_of(row), row.leaving, row.strangers)
        for row in rows.order_by("closes_at", "id")[:MOST]
    ]
    refunds = access.visible_registrations(user).filter(refund_due_on__isnull=False, refund=None)
    dues = access.visible_dues(user).filter(done_at=None).select_related("customer", "owner")
    coming = access.visible_group_buys(user).filter(state=State.APPROVED).order_by("opens_at")
    return Board(
        [(state, [card for card in cards if card.row.state == state]) for state in RUNNING],
        list(coming[:MOST]),
        list(refunds.select_related("activity", "customer").order_by("refund_due_on")[:MOST]),
        list(dues[:MOST]),
    )
