"""Six processes take the last pieces from one shelf at the same time (T-1.3, I-6)."""

import logging
from collections import Counter
from decimal import Decimal

from .lives import ON_SHELF, TAKERS, TRIES

log = logging.getLogger(__name__)


def race(room, life: str, name: str) -> Counter:
    """How often somebody got a piece, and how often none was left."""
    room.live(f"fill {name}")
    room.wait([room.bear(f"{life} {name} {number}") for number in range(TAKERS)])
    return Counter(word for word, *_ in room.acks())


def test_no_piece_is_delivered_twice(room):
    tries, verdict = race(room, "taker", "滤芯"), room.verdict("滤芯")
    log.info("%s", tries)
    assert sum(tries.values()) == TAKERS * TRIES, "somebody met an error"
    assert tries["refused"] >= TAKERS, "too little contention to prove anything"
    assert tries["taken"] == ON_SHELF
    assert Decimal(verdict["held"]) == verdict["below"] == verdict["reserved"] == 0
    assert verdict["flaws"] == [] and verdict["history"] == []


def test_looking_first_and_writing_then_delivers_twice(room):
    """The control. SQLite lets one write after the other: there the fault cannot show."""
    tries = race(room, "careless_taker", "散货")
    log.info("%s", tries)
    assert (tries["taken"] == ON_SHELF) if room.is_sqlite else (tries["taken"] > ON_SHELF)
