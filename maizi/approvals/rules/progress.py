"""Whose turn it is in a step, and whether it is decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from maizi.kernel.terms import Term
from maizi.kernel.texts import N_

from ..terms import DECIDED, Place, SeatState, StepMode

GONE = (*DECIDED, SeatState.HANDED_OVER)


class Outcome(Term):
    """How a step stands."""

    OPEN = "open", N_("未决")
    AGREED = "agreed", N_("已同意")
    REJECTED = "rejected", N_("已驳回")
    RETURNED = "returned", N_("已退回")


@dataclass(frozen=True, slots=True)
class Seat:
    """One approver's part in a step.

    parent  id of the seat this one was added to, and `place` where: before it, after it or
            instead of it
    """

    id: int
    position: int
    state: SeatState
    parent: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Ids of the seats whose turn it is now, those no longer needed, and how the step stands."""

    open: frozenset[int]
    spared: frozenset[int]
    outcome: Outcome


def progress_of(mode: StepMode, seats: Iterable[Seat]) -> Progress:
    """What the seats of a step come to.

    Whoever was added before somebody decides first; whoever was added after him decides
    before his agreement counts; whoever was added instead of him may decide in his place. One
    rejection or return decides the step. Who handed over is replaced by the seat after him.
    """
    board = _Board(list(seats))
    for state, outcome in (
        (SeatState.REJECTED, Outcome.REJECTED), (SeatState.RETURNED, Outcome.RETURNED),
    ):  # fmt: skip
        if any(seat.state == state for seat in board.seats):
            return Progress(frozenset(), board.undecided(), outcome)
    tops = board.tops
    done = [seat for seat in tops if board.is_satisfied(seat)]
    if done if mode == StepMode.ANY else len(done) == len(tops):
        return Progress(frozenset(), board.undecided(), Outcome.AGREED)
    asked = [seat for seat in tops if seat not in done]
    if mode == StepMode.ORDER:
        asked = asked[:1]
    turn = {found.id for seat in asked for found in board.turn_of(seat)}
    spared = {found.id for seat in done for found in board.undecided_of(seat)}
    return Progress(frozenset(turn), frozenset(spared), Outcome.OPEN)


class _Board:
    """The seats of a step as a forest."""

    def __init__(self, seats: list[Seat]):
        self.seats = sorted(seats, key=lambda seat: (seat.position, seat.id))
        self.tops = [seat for seat in self.seats if seat.parent is None]

    def beside(self, seat: Seat, place: Place) -> list[Seat]:
        return [s for s in self.seats if s.parent == seat.id and s.place == place]

    def is_satisfied(self, seat: Seat) -> bool:
        """Agreed or handed over, and so did all added after it; or one instead of it did."""
        if any(map(self.is_satisfied, self.beside(seat, Place.INSTEAD))):
            return True
        return seat.state in (SeatState.AGREED, SeatState.HANDED_OVER) and all(
            map(self.is_satisfied, self.beside(seat, Place.AFTER))
        )

    def turn_of(self, seat: Seat) -> list[Seat]:
        """Who must act now for this seat to be satisfied."""
        if seat.state in (SeatState.AGREED, SeatState.HANDED_OVER):
            after = [s for s in self.beside(seat, Place.AFTER) if not self.is_satisfied(s)]
            return [turn for s in after for turn in self.turn_of(s)]
        before = [s for s in self.beside(seat, Place.BEFORE) if not self.is_satisfied(s)]
        if before:
            return [turn for s in before for turn in self.turn_of(s)]
        instead = self.beside(seat, Place.INSTEAD)
        return [seat, *(turn for s in instead for turn in self.turn_of(s))]

    def undecided(self) -> frozenset[int]:
        return frozenset(seat.id for seat in self.seats if seat.state not in GONE)

    def undecided_of(self, seat: Seat) -> list[Seat]:
        """The seat and those added to it, as far as nobody decided them."""
        below = [s for child in self.seats if child.parent == seat.id
                 for s in self.undecided_of(child)]  # fmt: skip
        return below if seat.state in GONE else [seat, *below]
