"""Which backups stay, and what is wrong with them as a whole (A-50)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .terms import Danger

FATAL = frozenset((Danger.NEVER, Danger.LATE, Danger.BROKEN))


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many of the newest days, weeks and months keep their last backup."""

    daily: int
    weekly: int
    monthly: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the backups of an installation.

    good_at    last good backup
    tried_at   last trial of a restore, and whether it went well
    has_copy   whether a second place is set
    """

    good_at: datetime | None
    tried_at: datetime | None
    tried_well: bool
    has_copy: bool


def kept(moments: Iterable[datetime], keeping: Keeping) -> set[datetime]:
    """Those of the backups that stay: the last of each of the newest days, weeks, months.

    moments  local times of good backups; the newest always stays
    """
    newest = sorted(moments, reverse=True)
    found = set(newest[:1])
    for number, name in (
        (keeping.daily, "%Y-%m-%d"), (keeping.weekly, "%G-%V"), (keeping.monthly, "%Y-%m"),
    ):  # fmt: skip
        last: dict[str, datetime] = {}
        for moment in newest:
            last.setdefault(moment.strftime(name), moment)
        found |= set(list(last.values())[:number])
    return found


def dangers(facts: Facts, *, now: datetime, alarm_hours: int, trial_days: int) -> list[Danger]:
    """What is wrong, worst first; empty when all is well."""
    found = []
    if facts.good_at is None:
        found.append(Danger.NEVER)
    elif now - facts.good_at > timedelta(hours=alarm_hours):
        found.append(Danger.LATE)
    if facts.tried_at is not None and not facts.tried_well:
        found.append(Danger.BROKEN)
    elif facts.tried_at is None or now - facts.tried_at > timedelta(days=trial_days):
        found.append(Danger.UNTRIED)
    if not facts.has_copy:
        found.append(Danger.ONE_PLACE)
    return found


def is_alarming(found: Sequence[Danger]) -> bool:
    """Whether somebody has to be told at once."""
    return bool(FATAL & set(found))


def differing(expected: dict[str, int], found: dict[str, int]) -> list[str]:
    """Tables whose rows are not as many as at the time of the backup, or are missing."""
    return sorted(name for name, count in expected.items() if found.get(name) != count)
