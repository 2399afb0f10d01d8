"""Facts announced upwards; who listens is decided in one table at the top."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listeners = dict[type, list[Callable]]

_table: Listeners = {}
_recording: ContextVar[list | None] = ContextVar("recording", default=None)


def wire(table: Listeners) -> None:
    """Set who listens to what; replaces what was wired before."""
    _table.clear()
    _table.update(table)


def wired() -> Listeners:
    """Who listens to what now."""
    return dict(_table)


def publish(event: object) -> None:
    """Tell every listener, in order, in the caller's transaction; an error of one stops all."""
    if (heard := _recording.get()) is not None:
        heard.append(event)
    for listener in _table.get(type(event), []):
        listener(event)


@contextmanager
def recording() -> Iterator[list]:
    """Collect the events published in the block."""
    heard: list = []
    token = _recording.set(heard)
    try:
        yield heard
    finally:
        _recording.reset(token)
