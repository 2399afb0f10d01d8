"""Who tries out what is new, and how long jobs take by loyalty class (C-95)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

HOUR, TENTH = Decimal(3600), Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Handled:
    """How many jobs of one kind were done, and their mean time; None without any."""

    count: int
    mean: timedelta | None

    @property
    def hours(self) -> Decimal | None:
        """The mean in hours, half up to a tenth."""
        if self.mean is None:
            return None
        return (Decimal(str(self.mean.total_seconds())) / HOUR).quantize(TENTH, ROUND_HALF_UP)

    def is_thin(self, least: int) -> bool:
        """Whether there are too few to say anything of the others."""
        return self.count < least


def check_begun(reason: str, since: date, today: date) -> None:
    """Raises Refused without a reason, and for a day that is still to come."""
    if not reason.strip():
        raise Refused(N_("请写明为什么选这位客户试销。"), field="reason")
    if since > today:
        raise Refused(N_("日期不能晚于今天。"), field="since")


def check_over(until: date | None, *, since: date, on: date, today: date) -> None:
    """Raises Refused the second time, and for a day before it began or to come."""
    if until is not None:
        raise Refused(N_("这位客户已经不是试销对象。"), code="stage")
    if not since <= on <= today:
        raise Refused(N_("日期要在开始那天和今天之间。"), field="on")
