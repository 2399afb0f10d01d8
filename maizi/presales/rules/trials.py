"""For how long goods may be lent, how they come back, and how many trials sell (F-1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import Condition, TrialState

MOVES = {
    "hand": (TrialState.ASKED,), "cancel": (TrialState.ASKED,), "extend": (TrialState.OUT,),
    "hear": (TrialState.OUT,), "return": (TrialState.OUT,), "buy": (TrialState.OUT,),
    "lose": (TrialState.OUT,),
}  # fmt: skip
# In which state of the stock goods lie that came back so.
STOCKED_AS = {Condition.INTACT: "good", Condition.USED: "refurbished",
              Condition.DAMAGED: "defective"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How trials came out; those still running are shown and not counted."""

    running: int = 0
    unsold: int = 0
    sold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.running + other.running, self.unsold + other.unsold, self.sold + other.sold
        )

    @property
    def ended(self) -> int:
        return self.unsold + self.sold

    @property
    def sold_ratio(self) -> Decimal | None:
        """Trials that led to an order of all that ended, 0–1; None where none has."""
        return Decimal(self.sold) / self.ended if self.ended else None


def can_move(state: str, verb: str) -> bool:
    """Whether a verb fits a trial as it stands."""
    return state in MOVES[verb]


def check_move(state: str, verb: str) -> None:
    """Raises Refused when a verb does not fit: somebody else was faster."""
    if not can_move(state, verb):
        raise Refused(
            N_("这次试用现在是“{state}”，不能这样办。请刷新页面看最新的情况。"),
            state=TrialState(state).chinese, code="stage",
        )  # fmt: skip


def check_days(lent_on: date, due_on: date, *, most_days: int) -> None:
    """Raises Refused for goods due back before they leave, and for a trial that is too long."""
    if due_on <= lent_on:
        raise Refused(N_("归还日期要晚于借出日期。"), field="due_on")
    if (due_on - lent_on).days > most_days:
        raise Refused(
            N_("试用最长 {most} 天，归还日期最晚 {last}。"), most=most_days,
            last=date.fromordinal(lent_on.toordinal() + most_days), field="due_on",
        )  # fmt: skip


def check_lent(lent_on: date, *, today: date, is_stocked: bool) -> None:
    """Raises Refused for a day to come, and for a past one when the stock has to be posted."""
    if is_stocked and lent_on < today:
        raise Refused(N_("从仓库借出的，借出日期不能早于今天：出库时才过账。"), field="lent_on")
    if not is_stocked and lent_on > today:
        raise Refused(N_("借出日期不能晚于今天。"), field="lent_on")


def check_extended(due_on: date, wanted: date, reason: str, *, today: date) -> None:
    """Raises Refused without a reason, for a day that is no later, and for one in the past."""
    if wanted <= due_on or wanted < today:
        raise Refused(N_("新的归还日期要晚于原来的，也不能早于今天。"), field="due_on")
    if not reason.strip():
        raise Refused(N_("请写明为什么延期。"), field="text")


def check_ended(on: date, *, lent_on: date, words: str, today: date, was_heard: bool) -> None:
    """Raises Refused for a day outside the trial, and when nobody has said how it was."""
    if not lent_on <= on <= today:
        raise Refused(N_("日期要在借出那天和今天之间。"), field="on")
    if not words.strip() and not was_heard:
        raise Refused(
            N_("请写下客户试用后怎么说。卖出去没卖出去，下一位同事都要靠它。"), field="outcome"
        )
