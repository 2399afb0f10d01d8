"""Repairs: taken in, ready, fetched; what they take out of the warranty (F-38)."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from maizi.fields.actions import next_number
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from ..events import RepairReady
from ..models import Repair, Unit
from ..queries.asking import mended
from ..rules.repairs import came_back, check_overlap, check_span
from ..terms import Delay
from .units import refresh

CALLED_OFF = N_("取消维修")
FINISHED = (
    "ready_at", "picked_up_at", "fault_code", "parts_used", "state_after", "repairer",
)  # fmt: skip


class Given(TypedDict, total=False):
    """What is known of a repair; the fields of its record."""

    handed_in_at: object
    ready_at: object
    picked_up_at: object
    fault: str
    fault_code: str
    part: str
    assembly: str
    safety: str
    is_part_replaced: bool
    state_after: str
    parts_used: str
    repairer: str
    is_authorised: bool
    delay: str
    uncounted_hours: int


@transaction.atomic
def log_repair(unit: Unit, *, by, source: Source | None = None, **given: Unpack[Given]) -> Repair:
    """Write a repair of a piece down.

    source  the document of a higher app that makes it, such as a work order
    Raises Refused when the piece was in another repair then, or moments are out of order.
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    given.setdefault("handed_in_at", timezone.now())
    row = Repair(unit=unit, **given)  # fmt: skip
    if source is not None:
        row.source_kind, row.source_id = source.kind, source.id
    with recorded(row, Verb.CREATE, by=by):
        save_repair(row, Verb.CREATE, by=by)
    return row


@transaction.atomic
def save_repair(row: Repair, verb: str, *, by) -> Repair:
    """Store a repair; the caller records. Announces RepairReady when it got ready.

    Raises Refused like `log_repair`.
    """
    row.no = row.no or next_number("warranty_repair", on=timezone.localdate())
    row.created_by = row.created_by or by
    row.fault_code = row.fault_code.strip() or row.fault.strip()[:40]
    if row.handed_in_at > timezone.now():
        raise Refused(N_("送修时间不能晚于现在。请核对。"), field="handed_in_at")
    local = [_local(one) for one in (row.handed_in_at, row.ready_at, row.picked_up_at)]
    check_span((local[0], local[1]), local[2], sold_on=row.unit.sold_on)
    others = list(row.unit.repairs.exclude(pk=row.pk))
    spans = [(one.no, (_local(one.handed_in_at), _local(one.ready_at))) for one in others]
    check_overlap((local[0], local[1]), spans)
    before = [
        mended(one, one.handed_in_at) for one in others if one.handed_in_at < row.handed_in_at
    ]
    row.is_again = came_back(row.fault_code, local[0].date(), before)
    was_ready = Repair.objects.filter(pk=row.pk, ready_at__isnull=False).exists()
    row.save()
    refresh(row.unit, by=by)
    if row.ready_at and not was_ready and not row.is_called_off:
        publish(RepairReady(row.pk))
    return row


@transaction.atomic
def hold_up(
    unit: Unit, delay: Delay, *, by, source: Source | None = None, **given: Unpack[Given]
) -> Repair:
    """The repair a piece is in takes long, and why; it begins here where none was written down.

    The days count from handing in, for rows 4 and 5 as well as for those taken out (F-33, F-38).
    Raises Refused like `log_repair`.
    """
    row = _lasting(unit)
    if row is None:
        return log_repair(unit, by=by, source=source, **given | {"delay": delay})
    with recorded(row, Verb.CHANGE, by=by):
        row.delay = delay
        save_repair(row, Verb.CHANGE, by=by)
    return row


@transaction.atomic
def finish_repair(
    unit: Unit, *, by, source: Source | None = None, **given: Unpack[Given]
) -> Repair:
    """It works again: the repair the piece is in gets ready, else a whole one is written down.

    Time that lies in another repair is left to that one. Raises Refused like `log_repair`.
    """
    row = _lasting(unit)
    if row is None:
        return log_repair(unit, by=by, source=source, **given | _after_others(unit, given))
    given["ready_at"] = given["picked_up_at"] = max(given["ready_at"], row.handed_in_at)
    with recorded(row, Verb.CHANGE, by=by):
        for name in FINISHED:
            if given.get(name):
                setattr(row, name, given[name])
        if source is not None and not row.source_kind:
            row.source_kind, row.source_id = source.kind, source.id
        save_repair(row, Verb.CHANGE, by=by)
    return row


@transaction.atomic
def call_off_repair(source: Source, *, at: datetime, reason: str, by) -> Repair | None:
    """A document was called off: the repair that it began, and that still lasts, ends unrepaired.

    Its days stay taken out of the warranty; it counts neither among the two repairs nor among
    those that came back (F-33, F-38). None where the document began none that lasts.
    """
    rows = Repair.objects.select_for_update(of=("self",)).select_related("unit__product")
    rows = rows.filter(source_kind=source.kind, source_id=source.id, ready_at=None)
    row = rows.first()
    if row is None:
        return None
    with recorded(row, CALLED_OFF, by=by, reason=reason[:200]):
        row.ready_at = row.picked_up_at = max(at, row.handed_in_at)
        row.is_called_off, row.state_after = True, reason[:200]
        save_repair(row, Verb.CHANGE, by=by)
    return row


def _lasting(unit: Unit) -> Repair | None:
    rows = Repair.objects.select_for_update(of=("self",)).select_related("unit__product")
    return rows.filter(unit=unit.pk, ready_at=None).first()


def _after_others(unit: Unit, given: Given) -> Given:
    """When it was handed in, so far as it was not in another repair then."""
    before = unit.repairs.filter(ready_at__gt=given["handed_in_at"],
                                 ready_at__lte=given["ready_at"])  # fmt: skip
    last = before.order_by("-ready_at").first()
    return {"handed_in_at": last.ready_at} if last else {}


def _local(moment):
    return timezone.localtime(moment) if moment else None
