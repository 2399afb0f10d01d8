"""What a clock has to tell at a moment, and what may be done with it in which state (0.6)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..terms import ClockState, ClockStep
from .due import WarnAt

ONCE = 1
ONE_DAY_MORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ExtensionPolicy:
    """How a deadline may be put off: T-D4 by default, once and by one day at most.

    times      how often in all
    most       by how much each time
    capped_by  code of another clock of the same record that it may not outlast; "" for none
    """

    times: int = ONCE
    most: timedelta = ONE_DAY_MORE
    capped_by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a clock has got in telling.

    warned       how many of the warnings have been told
    breached_at  the deadline it missed; stays for ever
    """

    due_at: datetime
    warnings: tuple[WarnAt, ...]
    warned: int = 0
    breached_at: datetime | None = None

    @property
    def next_at(self) -> datetime | None:
        """The moment that is to be told next; None when all is told."""
        if self.breached_at:
            return None
        return self.warnings[self.warned].at if self.warned < len(self.warnings) else self.due_at


@dataclass(frozen=True, slots=True)
class Fact:
    """A moment that has passed: a share of the time, or the deadline itself."""

    step: ClockStep
    at: datetime
    percent: int | None = None


def told_by(standing: Standing, now: datetime) -> tuple[list[Fact], Standing]:
    """What a running clock tells now, in order, and how it stands then.

    A moment is told once it has passed, with the moment itself: after a stand-still all that
    were missed, each once. A deadline reached exactly is still in time. Nothing is un-told
    when `now` lies before an earlier one.
    """
    facts: list[Fact] = []
    while (at := standing.next_at) is not None and at < now:
        if standing.warned < len(standing.warnings):
            facts.append(Fact(ClockStep.WARNED, at, standing.warnings[standing.warned].percent))
            standing = replace(standing, warned=standing.warned + 1)
        else:
            facts.append(Fact(ClockStep.BREACHED, at))
            standing = replace(standing, breached_at=at)
    return facts, standing


def replanned(standing: Standing, due_at: datetime, warnings: tuple[WarnAt, ...]) -> Standing:
    """The same clock with another deadline: warnings told stay told, a breach stays a breach."""
    if standing.breached_at:
        return standing
    kept = standing.warnings[: standing.warned] + warnings[standing.warned :]
    return replace(standing, due_at=due_at, warnings=kept)


def check_pause(state: ClockState, reason: str, reasons: dict[str, str]) -> None:
    """Refuse a pause that the kind of clock does not know, or of a clock that has ended."""
    if not state.is_open:
        raise Refused(N_("这个时限已经结束，不能再暂停。"), code="over")
    if not reasons:
        raise Refused(N_("这种时限不能暂停。"), code="no_pause")
    if reason not in reasons:
        raise Refused(
            N_("只有这些原因可以暂停计时：{reasons}。"), code="pause_reason",
            reasons=list(reasons.values()),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody asks to put a deadline off: by how much, why; how often it was put off before."""

    length: timedelta
    reason: str
    earlier: int
    is_in_days: bool


def check_extension(
    wish: Wish, policy: ExtensionPolicy | None, standing: Standing, now: datetime
) -> None:  # fmt: skip
    """Refuse what the policy does not allow: once, at most a day, with a reason, in time (T-D4)."""
    if policy is None:
        raise Refused(N_("这种时限不能延期。"), code="no_extension")
    if wish.earlier >= policy.times:
        raise Refused(N_("已经延期过 {count} 次，不能再延。"), code="again", count=wish.earlier)
    if now > standing.due_at or standing.breached_at:
        raise Refused(N_("已经超过期限。延期只能在到期之前申请。"), code="too_late")
    if not wish.reason.strip():
        raise Refused(N_("请写明延期的原因。"), field="reason", code="reason")
    if wish.is_in_days and wish.length % timedelta(days=1):
        raise Refused(N_("这个时限按天计算，请延整天。"), field="length", code="whole_days")
    if not timedelta() < wish.length <= policy.most:
        raise Refused(**_too_long(policy.most), field="length", code="too_long")


def _too_long(most: timedelta) -> dict:
    if most % timedelta(days=1):
        minutes = most // timedelta(minutes=1)
        return {"message": N_("最多延长 {minutes} 分钟。"), "minutes": minutes}
    return {"message": N_("最多延长 {days} 天。"), "days": most.days}
