"""When a mailbox or a letter is tried again."""

from datetime import datetime, timedelta

FETCH_EVERY = timedelta(minutes=3)
AFTER_FAILURES = tuple(timedelta(minutes=m) for m in (5, 15, 30, 60, 120))
AFTER_TRIES = tuple(timedelta(minutes=m) for m in (2, 10, 30, 120, 360))
MOST_TRIES = len(AFTER_TRIES) + 1


def next_fetch(failures: int, now: datetime) -> datetime:
    """When a mailbox is looked into again: soon, and ever later while it fails, never not at all.

    failures  in a row; at most two hours pass between two tries, however many
    """
    if failures == 0:
        return now + FETCH_EVERY
    return now + AFTER_FAILURES[min(failures, len(AFTER_FAILURES)) - 1]


def next_try(tries: int, now: datetime) -> datetime | None:
    """When a letter that did not get through is tried again; None when that is enough."""
    return now + AFTER_TRIES[tries - 1] if tries <= len(AFTER_TRIES) else None


def is_alarming(failures: int, *, alarm_after: int) -> bool:
    """Whether the owner of a mailbox must hear that it fails."""
    return failures >= alarm_after
