"""Hear through Redis that work was written elsewhere."""

import logging
import threading

from django.conf import settings

from ..actions.wake import CHANNEL, bell, connected

RETRY_SECONDS = 2.0
LISTEN_SECONDS = 1.0
PATIENCE_SECONDS = 3.0

log = logging.getLogger(__name__)


def listen(leaving: threading.Event) -> None:
    """Ring the bell for each message until the worker leaves; come back after every failure."""
    from redis.exceptions import RedisError

    while not leaving.is_set():
        try:
            _hear(connected(settings.REDIS, PATIENCE_SECONDS), leaving)
        except (RedisError, OSError) as why:
            log.warning("Redis does not answer, looking for work every so often: %s", why)
            leaving.wait(RETRY_SECONDS)


def _hear(server, leaving: threading.Event) -> None:
    with server.pubsub(ignore_subscribe_messages=True) as channel:
        channel.subscribe(CHANNEL)
        bell.set()  # something may have been written while nobody listened
        while not leaving.is_set():
            if channel.get_message(timeout=LISTEN_SECONDS):
                bell.set()
