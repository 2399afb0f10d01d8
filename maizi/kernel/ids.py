"""Keys of records: 63 bits, ordered by time, unique across kinds and databases."""

import secrets
import threading
import time
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
RANDOM_BITS = 22

_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """A fresh id: 41 bits of milliseconds since 2025, 22 random bits; growing in a process."""
    return new_ids(1)[0]


def new_ids(count: int) -> range:
    """`count` consecutive fresh ids, for bulk work."""
    global _last
    milliseconds = int((time.time() - EPOCH.timestamp()) * 1000)
    fresh = (milliseconds << RANDOM_BITS) | secrets.randbits(RANDOM_BITS)
    with _lock:
        first = max(fresh, _last + 1)
        _last = first + count - 1 if count else _last
    return range(first, first + count)


def moment_of(id_: int) -> datetime:
    """When an id was made, to the millisecond."""
    return EPOCH + timedelta(milliseconds=id_ >> RANDOM_BITS)
