"""What a ticket writes into the repairs of its piece: they count in 三包 (F-33, F-38)."""

from datetime import datetime

from django.utils.translation import gettext as _

from maizi.kernel.sources import Source
from maizi.warranty import actions as warranty
from maizi.warranty.terms import Delay

from ..models import Ticket
from ..terms import TicketType


def hold_up(row: Ticket, delay: Delay, *, by) -> None:
    """The repair of a locked ticket waits; its days count from arrival on (F-33 rows 4 and 5)."""
    if _counts(row):
        warranty.hold_up(row.unit, delay, by=by, source=_source(row), **_begun(row))


def end_repair(row: Ticket, *, by) -> None:
    """The repair of a locked ticket is done: from arrival, or the start of remote help (F-38).

    A repair the piece is in already, by a verdict or because a part was waited for, ends here.
    """
    if not _counts(row):
        return
    parts = list(row.parts.select_related("product"))
    begun = _begun(row)
    begun["handed_in_at"] = min(begun["handed_in_at"], row.restored_at)
    warranty.finish_repair(
        row.unit, by=by, source=_source(row), **begun, ready_at=row.restored_at,
        picked_up_at=row.restored_at, state_after=row.result[:200],
        parts_used=_("、").join(str(one) for one in parts)[:200],
    )  # fmt: skip


def call_off(row: Ticket, *, by, at: datetime, reason: str) -> None:
    """A ticket was cancelled: a repair that it began comes to nothing."""
    warranty.call_off_repair(_source(row), at=at, reason=reason, by=by)


def _counts(row: Ticket) -> bool:
    return row.type == TicketType.REPAIR and row.unit is not None


def _source(row: Ticket) -> Source:
    return Source(row._meta.label_lower, row.pk, row.no)


def _begun(row: Ticket) -> dict:
    who = row.engineer or row.owner
    return {
        "handed_in_at": row.arrived_at or row.triaged_at or row.received_at, "fault": row.title,
        "fault_code": row.fault_code, "repairer": who.name[:60],
    }  # fmt: skip
