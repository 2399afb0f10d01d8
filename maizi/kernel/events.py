"""Tell the apps above that something happened, without importing them.

`maizi.site.wiring` holds the one table of who listens to what. Listeners run at once, in
order, inside the caller's transaction; work for the outside world is queued by them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import is_dataclass

Listener = Callable[[object], None]

_listeners: dict[type, tuple[Listener, ...]] = {}
_recorders: ContextVar[tuple[list[object], ...]] = ContextVar("recorders", default=())


def wire(table: Mapping[type, Sequence[Listener]]) -> None:
    """Replace every subscription by `table`: event class -> listeners. Called once at start-up."""
    for event in table:
        _require_fact(event)
    fresh = {event: tuple(listeners) for event, listeners in table.items()}
    _listeners.clear()
    _listeners.update(fresh)


def wired() -> dict[type, tuple[Listener, ...]]:
    """The present table, as a copy."""
    return dict(_listeners)


def publish(event: object) -> None:
    """Announce a fact; what a listener raises reaches the caller and undoes the transaction."""
    _require_fact(type(event))
    for heard in _recorders.get():
        heard.append(event)
    for listener in _listeners.get(type(event), ()):
        listener(event)


@contextmanager
def recording() -> Iterator[list[object]]:
    """Collect what is published inside the block, for tests; listeners run as always."""
    heard: list[object] = []
    token = _recorders.set((*_recorders.get(), heard))
    try:
        yield heard
    finally:
        _recorders.reset(token)


def _require_fact(event: type) -> None:
    if not (is_dataclass(event) and event.__dataclass_params__.frozen):
        raise TypeError(f"{event.__name__} is no frozen dataclass: an event is a fact")
