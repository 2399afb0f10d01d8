"""An event as colleagues see it, and as the invited person sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from maizi.sales.access import visible_orders
from maizi.sales.terms import COUNTED

from .. import access
from ..models import Event, Invitation
from ..rules.course import DOORS_OPEN, may_answer
from ..rules.figures import RESULT_DAYS, Figures
from ..terms import Answer, State
from .inviting import is_inviting, room_of
from .letters import to_tell

A_PAGE = 100
YES = Q(answer=Answer.YES)
CAME = Q(attended_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """An invitation as the person sees it who got it."""

    row: Invitation
    event: Event
    is_open: bool
    left: int | None


def seen_by(row: Invitation, *, now: datetime) -> Seen:
    """Whether he may still answer, and for how many there is room. One query."""
    room = room_of(row.event, but=row)
    left = None if room.places is None else max(room.places - room.taken, 0)
    return Seen(row, row.event, may_answer(room, now), left)


def figures_of(user, row: Event) -> Figures:
    """Who answered and came, cost, and what those who came ordered since. Two queries."""
    found = row.invitations.aggregate(
        invited=Count("pk"), yes=Count("pk", filter=YES),
        no=Count("pk", filter=Q(answer=Answer.NO)), attended=Count("pk", filter=CAME),
        unannounced=Count("pk", filter=CAME & ~YES),
        coming=Sum(F("companions") + 1, filter=YES, default=0),
    )  # fmt: skip
    return Figures(
        **found, budget_yuan=row.budget_yuan, cost_yuan=row.cost_yuan,
        ordered_yuan=_ordered(user, row) if row.state == State.CLOSED else None,
    )  # fmt: skip


def _ordered(user, row: Event) -> Decimal:
    day = timezone.localdate(row.starts_at)
    came = row.invitations.filter(CAME).values("customer")
    orders = visible_orders(user).filter(
        customer__in=came, state__in=COUNTED, ordered_on__gte=day,
        ordered_on__lte=day + timedelta(days=RESULT_DAYS),
    )  # fmt: skip
    return orders.aggregate(n=Sum("net_yuan"))["n"] or Decimal(0)


def shown(user, row: Event, *, number: str | None = None) -> dict:
    """Everything the page of an event shows. Eight queries, whatever the number of people.

    number  which page of the people, a hundred each
    """
    rows = access.visible_invitations(user).filter(event=row)
    people = Paginator(rows.select_related("customer", "contact", "by"), A_PAGE).get_page(number)
    figures, untold = figures_of(user, row), set()
    if row.state == State.CANCELLED:
        untold = set(to_tell(row).values_list("pk", flat=True))
    now = timezone.now()
    return {
        "row": row, "people": people, "figures": figures, "untold": untold,
        "others": figures.invited - people.paginator.count,
        "may_change": access.may(user, "change", row), "may_invite": access.may(user, "add"),
        "is_open": row.state == State.OPEN, "has_begun": now >= row.starts_at,
        "is_inviting": is_inviting(row, now=now),
        "is_day": row.state == State.OPEN and now >= row.starts_at - DOORS_OPEN,
        "days": RESULT_DAYS,
    }  # fmt: skip
