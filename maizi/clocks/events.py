"""Facts the clocks announce."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ClockWarned:
    """Part of the time for something is used up.

    code       which clock: "ka.change.hq"
    kind       model label of the record it runs for: "approvals.approvalcase"
    percent    of the time, used up at `at`, which may lie back when the system was down
    due_at     when the rest will be used up
    """

    clock_id: int
    code: str
    kind: str
    object_id: int
    percent: int
    at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class ClockBreached:
    """A deadline has passed and the thing is not done.

    on_breach  a BreachAction: what the owner of the clock wants done about it
    at         the deadline
    """

    clock_id: int
    code: str
    kind: str
    object_id: int
    on_breach: str
    at: datetime
