"""How well people do what meetings agreed on (C-50 track)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.money import ratio

from ..terms import ActionState


@dataclass(frozen=True, slots=True)
class Action:
    """One action: when it was to be done, when it was."""

    due_on: date
    state: ActionState
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """Of what was agreed: done, done in time, open, overdue; what was called off is left out."""

    agreed: int
    done: int
    in_time: int
    overdue: int

    @property
    def rate(self) -> Decimal | None:
        """Done ÷ agreed; None of nothing."""
        return ratio(self.done, self.agreed)

    @property
    def in_time_rate(self) -> Decimal | None:
        """Done in time ÷ agreed; None of nothing."""
        return ratio(self.in_time, self.agreed)


def follow_through(actions: Iterable[Action], today: date) -> FollowThrough:
    """The follow-through of some actions (C-50)."""
    counted = [one for one in actions if one.state != ActionState.CANCELLED]
    done = [one for one in counted if one.state == ActionState.DONE]
    return FollowThrough(
        agreed=len(counted), done=len(done),
        in_time=sum(one.done_on is not None and one.done_on <= one.due_on for one in done),
        overdue=sum(one.state == ActionState.OPEN and one.due_on < today for one in counted),
    )  # fmt: skip
