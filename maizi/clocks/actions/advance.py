"""Go on with every clock whose moment has come: many at once, each moment once."""

from datetime import datetime

from django.db import transaction

from ..queries import due_now
from .telling import tell

BATCH = 1_000


@transaction.atomic
def advance(*, now: datetime, limit: int = BATCH, by=None) -> int:
    """Tell what up to `limit` clocks have to tell by now; how many clocks were taken.

    One transaction. Rows that another worker holds are left to it, and what has been told moves
    its clock on in the same transaction, so two workers or a second run never tell twice. After
    a stand-still each clock tells all it missed, with the moments at which it was due.
    """
    clocks = list(due_now(now)[:limit])
    tell(clocks, now=now, by=by)
    return len(clocks)
