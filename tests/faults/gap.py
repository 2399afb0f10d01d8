"""The gap between the two steps of a wrong way: its fault shows when several stand in it at once.

A busy machine lets one process end before the next begins; so the first time they wait for each
other.
"""

import os
import time
from pathlib import Path

from django.db import connection

PATIENCE_SECONDS = 30
_met: set[str] = set()  # of this process; the nursery's own stays empty


def hop(seconds: float, *, people: int = 2) -> None:
    """Stand in the gap so long, the first time until so many stand there.

    Inside a transaction SQLite lets nobody else in: there it is the pause alone.
    """
    place = os.environ["FAULTS_GAP"]
    alone = connection.in_atomic_block and connection.vendor == "sqlite"
    if place not in _met and not alone:
        _met.add(place)
        _wait_for_others(Path(place), people)
    time.sleep(seconds)


def _wait_for_others(place: Path, people: int) -> None:
    with place.open("ab") as standing:
        standing.write(b".")
    until = time.monotonic() + PATIENCE_SECONDS
    while place.stat().st_size < people and time.monotonic() < until:
        time.sleep(0.002)
