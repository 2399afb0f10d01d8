"""What strangers and participants see: the activity, and nothing of anybody else (B-11)."""

from dataclasses import dataclass
from datetime import datetime

from maizi.kernel.masking import mask_name

from ..models import GroupBuy, Registration
from ..terms import RegistrationState, State
from .standing import Standing, standing_of

SHOWN = (
    State.APPROVED, State.OPEN, State.REACHED, State.ORDERING, State.FULFILLED, State.SETTLED,
    State.FAILED, State.CANCELLED,
)  # fmt: skip
ACTIVE = (RegistrationState.PENDING, RegistrationState.VALID, RegistrationState.LEAVING)


@dataclass(frozen=True, slots=True)
class Seen:
    """An activity as somebody outside sees it.

    is_open       whether he may register now
    may_withdraw  whether he, who is registered, may leave
    is_free       whether leaving needs nobody's consent
    name          his own name, masked: the address may lie in other hands
    """

    row: GroupBuy
    standing: Standing
    is_open: bool
    mine: Registration | None = None
    name: str = ""
    may_withdraw: bool = False
    is_free: bool = False


def activity_of(code: str) -> GroupBuy | None:
    """The activity behind a code, once it is approved. Two queries."""
    rows = GroupBuy.objects.select_related("product", "owner").prefetch_related("tiers")
    return rows.filter(code=code, state__in=SHOWN).first()


def seen_by(row: GroupBuy, *, now: datetime, mine: Registration | None = None) -> Seen:
    """The activity for a stranger, or for one who registered. One query, none when prefetched."""
    state = State(row.state)
    is_open = state.takes_registrations and row.opens_at <= now < row.closes_at
    if mine is None:
        return Seen(row, standing_of(row), is_open)
    return Seen(
        row, standing_of(row), is_open, mine, mask_name(mine.name),
        mine.state in ACTIVE and state.takes_registrations,
        state == State.OPEN or mine.state == RegistrationState.PENDING,
    )  # fmt: skip
