"""Decisions about work: when to try again, whose lease is over, which moments a schedule names."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from cronsim import CronSim

from maizi.kernel.texts import N_

from .terms import JobState, JobVerb

LEASE = timedelta(seconds=60)
BEAT = timedelta(seconds=15)
# A lease or a retry further ahead than this was written by a clock that was wrong.
FARTHEST_LEASE = timedelta(minutes=10)
FARTHEST_RETRY = timedelta(hours=3)
LONGEST_DELAY = timedelta(hours=1)
FIRST_DELAY = timedelta(seconds=5)
MOST_CLAIMS = 1_000
MOST_CATCH_UP = 100
PAYLOAD_BYTES = 64 * 1024
CHECKPOINT_BYTES = 256 * 1024

_ALLOWED = {
    JobVerb.PAUSE: {JobState.WAITING, JobState.RUNNING},
    JobVerb.RESUME: {JobState.PAUSED},
    JobVerb.CANCEL: {JobState.WAITING, JobState.RUNNING, JobState.PAUSED},
    JobVerb.RETRY: {JobState.FAILED, JobState.CANCELLED},
}
_WHY_NOT = {
    JobState.WAITING: N_("这项任务还在排队，不能{verb}。"),
    JobState.RUNNING: N_("这项任务正在进行，不能{verb}。可以先暂停或取消。"),
    JobState.PAUSED: N_("这项任务已暂停，不能{verb}。可以继续或取消。"),
    JobState.DONE: N_("这项任务已经完成，不能{verb}。需要时请重新发起。"),
    JobState.FAILED: N_("这项任务已经失败，不能{verb}。可以重试。"),
    JobState.CANCELLED: N_("这项任务已经取消，不能{verb}。可以重试。"),
}


def can(verb: JobVerb, state: JobState) -> bool:
    """Whether a job in a state takes a verb."""
    return state in _ALLOWED[verb]


def why_not(state: JobState) -> str:
    """The sentence, with a place for the verb, for a state that does not take it."""
    return _WHY_NOT[state]


def retry_delay(attempts: int, *, luck: float) -> timedelta:
    """How long to wait after `attempts` failures: doubling up to an hour, spread by ±50 %.

    attempts  ≥ 1
    luck      0 ≤ luck < 1, random
    """
    grown = FIRST_DELAY * 2 ** min(attempts - 1, 20)
    return min(grown, LONGEST_DELAY) * (0.5 + luck)


def moments_after(cron: str, moment: datetime) -> Iterator[datetime]:
    """The moments a cron expression names after a moment, in that moment's time zone."""
    yield from CronSim(cron, moment)


def next_moment(cron: str, now: datetime, fired: set[datetime]) -> datetime:
    """The first moment after `now` that has not been fired yet.

    fired  moments after `now` that were fired all the same: a clock stood ahead then
    """
    return next(m for m in moments_after(cron, now) if m not in fired)


def planned_moments(
    cron: str, next_at: datetime, now: datetime, *, catches_up: bool
) -> list[datetime]:
    """What is to be fired at `now` when `next_at` was due: the latest moment, or each one missed.

    A schedule that catches up fires at most 100 at a time; older ones first.
    """
    if next_at > now:
        return []
    if not catches_up:
        backwards = CronSim(cron, now + timedelta(seconds=1), reverse=True)
        return [max(next_at, next(m for m in backwards if m <= now))]
    later = islice(moments_after(cron, next_at), MOST_CATCH_UP - 1)
    return [next_at, *(m for m in later if m <= now)]
