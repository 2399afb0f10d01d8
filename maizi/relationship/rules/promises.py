"""When a promise may be written down and ended, and how often promises are kept (C-30)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..terms import PromiseState


@dataclass(frozen=True, slots=True)
class Ended:
    """How a promise ends.

    on         the day on which it was kept, or was known to be broken or withdrawn
    outcome    how it was kept, why it was broken or is withdrawn
    agreed_by  who of the customer agreed to withdraw it
    """

    state: PromiseState
    on: date
    outcome: str = ""
    agreed_by: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How promises came out; open ones past their day count as not kept.

    withdrawn  with the customer's agreement, and open ones whose day is still to come, are shown
               and not counted
    """

    in_time: int = 0
    late: int = 0
    broken: int = 0
    overdue: int = 0
    withdrawn: int = 0
    coming: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__slots__)
        return Tally(*(one + more for one, more in pairs))

    @property
    def missed(self) -> int:
        return self.broken + self.overdue

    @property
    def counted(self) -> int:
        return self.in_time + self.late + self.missed

    @property
    def kept_ratio(self) -> Decimal | None:
        """Kept, late or not, of all that was due, 0–1; None where nothing was."""
        return Decimal(self.in_time + self.late) / self.counted if self.counted else None

    @property
    def in_time_ratio(self) -> Decimal | None:
        """Kept by the day that was promised, of all that was due, 0–1."""
        return Decimal(self.in_time) / self.counted if self.counted else None


def check_made(text: str, promised_on: date, due_on: date, today: date) -> None:
    """Raises Refused for nothing promised, tomorrow's promise, and a day before it was given."""
    if not text.strip():
        raise Refused(N_("请写明承诺了什么。"), field="text")
    if promised_on > today:
        raise Refused(N_("承诺日期不能晚于今天。"), field="promised_on")
    if due_on < promised_on:
        raise Refused(N_("兑现期限不能早于承诺日期。"), field="due_on")


def check_ended(state: PromiseState, promised_on: date, ended: Ended, today: date) -> None:
    """Raises Refused the second time, for a day that cannot be, and without reason or consent."""
    if state != PromiseState.OPEN:
        raise Refused(
            N_("这条承诺已经是“{state}”，不能再改。"), state=say(state.chinese), code="stage"
        )
    if not promised_on <= ended.on <= today:
        raise Refused(N_("日期要在承诺日期和今天之间。"), field="on")
    if ended.state == PromiseState.BROKEN and not ended.outcome.strip():
        raise Refused(N_("请写明为什么没有兑现。"), field="outcome")
    if ended.state == PromiseState.WITHDRAWN:
        if not ended.outcome.strip():
            raise Refused(N_("请写明为什么撤回。"), field="outcome")
        if not ended.agreed_by.strip():
            raise Refused(N_("没有客户同意不能撤回。请写客户方谁同意的。"), field="agreed_by")


def check_discarded(written_on: date, today: date) -> None:
    """Raises Refused for what was not written down by mistake on this very day."""
    if written_on != today:
        raise Refused(N_("只有当天登记错的承诺可以作废。请写明结果，或经客户同意撤回。"))
