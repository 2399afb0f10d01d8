"""Identifiers of records: 63 bits, ordered by time, unique across kinds, processes, databases."""

import secrets
import threading
import time
from datetime import UTC, datetime, timedelta

START = datetime(2025, 1, 1, tzinfo=UTC)
START_MS = int(START.timestamp()) * 1000
RANDOM_BITS = 22
MOST_AT_ONCE = 1 << RANDOM_BITS
LARGEST = 2**63 - 1

_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """41 bits of milliseconds since 2025, 22 random ones; later calls give larger numbers."""
    return new_ids(1)[0]


def new_ids(count: int) -> range:
    """A block of consecutive ids for writing many rows at once.

    count  0 to 4,194,304
    """
    global _last
    if not 0 <= count <= MOST_AT_ONCE:
        raise ValueError(f"{count} ids at once: 0 to {MOST_AT_ONCE} are possible")
    with _lock:
        ms = time.time_ns() // 1_000_000 - START_MS
        first = max((ms << RANDOM_BITS) | secrets.randbits(RANDOM_BITS), _last + 1)
        _last = max(_last, first + count - 1)
    return range(first, first + count)


def number_in(text: str) -> int | None:
    """A whole number as it stands in an address, of at most 63 bits; None for anything else."""
    is_number = text.isascii() and text.isdigit() and len(text) < 20
    return int(text) if is_number and int(text) <= LARGEST else None


def moment_of(id_: int) -> datetime:
    """When an id was given out, to the millisecond."""
    return START + timedelta(milliseconds=id_ >> RANDOM_BITS)
