"""Who is sent: candidates in their order, with the reasons (F-5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

NO_SKILL = N_("不会修这类产品")
NO_CERTIFICATE = N_("这类产品的证书已过期")
NOT_TRAINED = N_("没有培训证书（课程：{course}）")
TRAINING_OVER = N_("培训证书 {day} 已到期（课程：{course}）")
OFF_DUTY = N_("不当班")
AT_LIMIT = N_("手上已有 {count} 单，到了上限")
HERE_BEFORE = N_("上次就是他去的")
IN_TIME = N_("赶得上到场时限（路上约 {minutes} 分钟）")
TOO_LATE = N_("赶不上到场时限（路上约 {minutes} 分钟）")
AWAY = N_("离客户 {km} 公里")
WAY_UNKNOWN = N_("不知道离客户多远")
LOAD = N_("手上 {count} 单")
HOUR = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """One engineer as the ranking sees him.

    course   which courses would let him work on this product; "" when he may (F-52)
    over_on  the last day of the certificate he had of them; None when he had none
    """

    id: int
    open_jobs: int
    most_jobs: int
    km: float | None
    has_skill: bool = True
    is_certified: bool = True
    is_on_duty: bool = True
    was_here: bool = False
    course: str = ""
    over_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One engineer in the order of dispatch.

    bar  why he cannot go; None when he can
    """

    candidate: Candidate
    minutes: int | None
    is_in_time: bool
    bar: Said | None

    @property
    def reasons(self) -> list[Said]:
        """Why he stands where he stands, the weightiest first."""
        if self.bar is not None:
            return [self.bar]
        one, found = self.candidate, []
        if self.minutes is None:
            found.append(say(WAY_UNKNOWN))
        else:
            found.append(say(IN_TIME if self.is_in_time else TOO_LATE, minutes=self.minutes))
            found.append(say(AWAY, km=round(one.km, 1)))
        found.append(say(LOAD, count=one.open_jobs))
        return [*found, say(HERE_BEFORE)] if one.was_here else found


def rank(
    candidates: Iterable[Candidate], *, now: datetime, due_at: datetime | None, speed_kmh: int
) -> list[Ranked]:
    """Those who can go, best first; then those who cannot, with why.

    The order: can meet the arrival target, distance, load, last visit to the same customer, id.
    """
    left = None if due_at is None else (due_at - now).total_seconds() / HOUR
    found = [_judged(one, left, speed_kmh) for one in candidates]
    return sorted(found, key=_order)


def _judged(one: Candidate, minutes_left: float | None, speed_kmh: int) -> Ranked:
    minutes = None if one.km is None else round(one.km / speed_kmh * HOUR)
    is_in_time = minutes is not None and (minutes_left is None or minutes <= minutes_left)
    return Ranked(one, minutes, is_in_time, _bar(one))


def _bar(one: Candidate) -> Said | None:
    if not one.has_skill:
        return say(NO_SKILL)
    if not one.is_certified:
        return say(NO_CERTIFICATE)
    if one.course and one.over_on is None:
        return say(NOT_TRAINED, course=one.course)
    if one.course:
        return say(TRAINING_OVER, day=one.over_on.isoformat(), course=one.course)
    if not one.is_on_duty:
        return say(OFF_DUTY)
    if one.open_jobs >= one.most_jobs:
        return say(AT_LIMIT, count=one.open_jobs)
    return None


def _order(ranked: Ranked) -> tuple:
    one = ranked.candidate
    far = float("inf") if one.km is None else one.km
    return (
        ranked.bar is not None, not ranked.is_in_time, far, one.open_jobs, not one.was_here, one.id
    )  # fmt: skip


def check_rejection(reason: str) -> str:
    """A rejection names its reason (F-5). Raises Refused without one."""
    if not reason.strip():
        raise Refused(N_("拒单要写原因，派工的人才知道接下来派给谁。"), field="reason")
    return reason.strip()


def check_planned(since: datetime, until: datetime | None, now: datetime) -> None:
    """A time on the board lies ahead and has a length. Raises Refused otherwise."""
    if until is not None and until <= since:
        raise Refused(N_("结束时间必须晚于开始时间。"), field="until")
    if since < now:
        raise Refused(N_("安排的时间已经过去，请选现在以后的时间。"), field="since")
