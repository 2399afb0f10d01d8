"""How an engineer behaved: he ticks, the customer rates (F-14)."""

from collections.abc import Mapping

from django.db import transaction

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ConductMark, Ticket
from ..terms import Conduct
from .course import locked

MARKED = N_("登记服务规范")
BEST = 5


@transaction.atomic
def mark_conduct(
    row: Ticket, marks: Mapping[Conduct, tuple[bool, int | None]], *, by
) -> None:  # fmt: skip
    """Store the checklist: whether each point was kept, and how the customer rates it.

    Raises Refused for a rating beyond 1 to 5.
    """
    row = locked(row, by=by, verb="work")
    for point, (is_kept, score) in marks.items():
        if score is not None and not 1 <= score <= BEST:
            raise Refused(N_("“{point}”的评分要在 1 到 5 之间。"), point=point.chinese)
        ConductMark.objects.update_or_create(
            ticket=row, point=point, defaults={"is_kept": is_kept, "score": score}
        )
    record(row, verb=MARKED, by=by)
