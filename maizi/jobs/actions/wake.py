"""Wake workers when work was written: those of this process, and others through Redis.

Only a signal. A lost one costs at most a worker's idle time, because workers look anyway.
"""

import logging
import threading
import time
from functools import cache

from django.conf import settings
from django.db import transaction

CHANNEL = "maizi.jobs"
PATIENCE_SECONDS = 0.3
SILENCE_SECONDS = 5.0

log = logging.getLogger(__name__)
bell = threading.Event()
_silent_until = 0.0


def wake_after_commit() -> None:
    """Ring once the present transaction is safe; at once when there is none."""
    transaction.on_commit(ring, robust=True)


def ring() -> None:
    """Ring here and, when this installation has Redis, everywhere."""
    global _silent_until
    bell.set()
    if not settings.REDIS or time.monotonic() < _silent_until:
        return
    from redis.exceptions import RedisError

    try:
        connection().publish(CHANNEL, b"1")
    except (RedisError, OSError) as why:
        _silent_until = time.monotonic() + SILENCE_SECONDS
        log.warning("Redis does not answer; workers will look for work themselves: %s", why)


def connection():
    """The Redis of this installation, impatient: nobody may wait for a mere signal."""
    return connected(settings.REDIS, PATIENCE_SECONDS)


@cache
def connected(address: str, patience_seconds: float):
    """A Redis that is asked once, not again and again; the old protocol, for old servers too."""
    import redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return redis.Redis.from_url(
        address,
        protocol=2,
        retry=Retry(NoBackoff(), 0),
        socket_connect_timeout=patience_seconds,
        socket_timeout=patience_seconds,
    )
