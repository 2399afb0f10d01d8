"""What a complainant sees on his page: nothing but what is his (E-10)."""

from dataclasses import dataclass

from maizi.kernel.masking import mask_name
from maizi.kernel.texts import N_

from ..models import Complaint, Door, Entry
from ..rules.moves import may_reopen_on
from ..terms import DoorSort, State
from .policies import reopen_days

# What the stages are called to somebody outside; neither doubt nor suspicion is among it.
STAGES = (
    ((State.RECEIVED, State.REOPENED), N_("已收到")),
    ((State.APPRAISED, State.INVESTIGATING, State.RESPONSIBLE), N_("核实调查")),
    ((State.PROPOSED, State.OPINION), N_("制定方案")),
    ((State.EXECUTING,), N_("执行方案")),
    ((State.CONFIRMING,), N_("请您确认")),
    ((State.CLOSED, State.ANALYSED, State.NOT_UPHELD, State.WITHDRAWN), N_("已办结")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tracked:
    """A complaint as its complainant sees it.

    place       1…6: where it stands among the stages
    name        his own name, masked: the address may lie in other hands
    may_answer  whether he is asked if he is satisfied
    """

    row: Complaint
    name: str
    place: int
    entries: list[Entry]
    may_answer: bool
    may_reopen: bool
    days: int


def tracked(row: Complaint, *, now) -> Tracked:
    """The complainant's page. Two queries."""
    state = State(row.state)
    place = next(at for at, (states, _label) in enumerate(STAGES, 1) if state in states)
    days = reopen_days()
    return Tracked(
        row, mask_name(row.complainant) if row.complainant else "", place,
        list(row.entries.filter(is_public=True).order_by("-at", "-id")[:100]),
        state == State.CONFIRMING,
        state.is_ended and may_reopen_on(row.ended_at, now, days=days), days,
    )  # fmt: skip


def door_of(code: str) -> Door | None:
    """The way to complain behind a code, while it is open. One query."""
    return Door.objects.filter(code=code, is_active=True).select_related("owner", "unit").first()


def hotlines() -> list[Door]:
    """Every open way with a telephone number, those for supervision last. One query."""
    rows = Door.objects.filter(is_active=True).exclude(hotline="")
    return sorted(rows, key=lambda door: door.sort == DoorSort.SUPERVISION)
