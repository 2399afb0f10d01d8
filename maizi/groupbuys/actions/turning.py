"""One activity under its lock: counted anew, turned, and what follows from a turn (B-11)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.inbox.actions import notify
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import queries
from ..events import GroupBuyReached
from ..models import GroupBuy, Registration, Turn
from ..rules.moves import check_verb
from ..rules.standing import turned
from ..terms import State, TurnSort
from .telling import tell_all

OPENED = N_("开始登记")
TURNS = {State.REACHED: TurnSort.REACHED, State.OPEN: TurnSort.REOPENED}
VERBS = {State.REACHED: N_("达成"), State.OPEN: N_("回到登记中")}
REACHED = N_("团购“{name}”达成：{quantity} {unit}，单价 {price} 元")
BACK = N_("团购“{name}”有人退出，回到登记中：还差 {missing}")


def locked(row: GroupBuy, verb: str = "") -> GroupBuy:
    """The activity as it is now, kept from others until the transaction ends.

    Everything that changes a registration begins here, so that each total is one moment's.
    Raises Refused where the verb does not fit.
    """
    rows = GroupBuy.objects.select_for_update(of=("self",)).select_related("product", "owner")
    row = rows.get(pk=row.pk)
    if verb:
        check_verb(State(row.state), verb, name=row.name)
    return row


def note_turn(
    row: GroupBuy, *, sort: TurnSort, by, at: datetime,
    registration: Registration | None = None, text: str = "",
) -> Turn:  # fmt: skip
    """Put down what happened, with totals and price right after it."""
    standing = queries.standing_of(row)
    return Turn.objects.create(
        activity=row, sort=sort, at=at, by=by, registration=registration, state=row.state,
        total_quantity=row.total_quantity, participants=row.participants,
        amount_yuan=row.amount_yuan, price_yuan=standing.price_yuan, text=text[:200],
    )  # fmt: skip


def reckon(
    row: GroupBuy, *, sort: TurnSort, by, now: datetime, registration: Registration | None = None
) -> GroupBuy:  # fmt: skip
    """Count a changed activity anew, note the change, and turn it where that follows (B-11).

    The caller holds its lock.
    """
    totals = queries.totals_of(row)
    row.total_quantity, row.participants = totals.quantity, totals.participants
    row.amount_yuan = totals.amount_yuan
    row.save(update_fields=["total_quantity", "participants", "amount_yuan"])
    note_turn(row, sort=sort, by=by, at=now, registration=registration)
    is_over, is_bought = now >= row.closes_at, row.bought_at is not None
    state = turned(
        State(row.state),
        totals=totals,
        goal=queries.goal_of(row),
        is_over=is_over,
        is_bought=is_bought,
    )
    if state != row.state and state != State.FAILED:
        turn_to(row, state, by=by, now=now)
    return row


def turn_to(row: GroupBuy, state: State, *, by, now: datetime) -> None:
    """Reached, or open again: noted, told to everybody who takes part (B-11)."""
    with recorded(row, VERBS[state], by=by):
        row.state = state
        if state == State.REACHED and row.reached_at is None:
            row.reached_at = now
        row.save(update_fields=["state", "reached_at"])
    note_turn(row, sort=TURNS[state], by=by, at=now)
    standing = queries.standing_of(row)
    if state == State.REACHED:
        title = say(
            REACHED, name=row.name, quantity=f"{row.total_quantity.normalize():f}",
            unit=row.product.unit, price=f"{standing.price_yuan:.2f}",
        )  # fmt: skip
        people = [row.owner, *queries.buyers()]
    else:
        title = say(BACK, name=row.name, missing=f"{standing.missing.normalize():f}")
        people = [row.owner]
    notify(to=people, event="groupbuys.reached", title=title, about=row, by=by)
    tell_all(row, "reached" if state == State.REACHED else "reopened", by=by)
    if state == State.REACHED:
        publish(GroupBuyReached(row.pk))


@transaction.atomic
def open_activity(row: GroupBuy, *, by, now: datetime | None = None) -> GroupBuy:
    """Let people register, from now on. Raises Refused before it is approved."""
    now = now or timezone.now()
    row = locked(row, "open")
    with recorded(row, OPENED, by=by):
        row.state, row.opens_at = State.OPEN, min(row.opens_at, now)
        row.save(update_fields=["state", "opens_at"])
    note_turn(row, sort=TurnSort.OPENED, by=by, at=now)
    return row
