"""Decide on the telephone how bad it is, and whether somebody goes (F-3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import record, recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Ticket, TicketEntry
from ..rules import moves
from ..rules.matrix import ARRIVE, COMMIT, RESPONSE, RESTORE
from ..rules.triage import SCRIPT, SIGNS
from ..terms import EntryKind, Mode, Severity, State
from .clocking import drop, start_arrival, start_restore, stop
from .course import LENGTH, locked, move, require_text
from .intake import alarm_without_plan
from .locating import locate
from .orders import recall_live

CONTACTED = N_("联系客户")
DECIDED_ANEW = N_("重新分诊")


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """What was found out and decided on the telephone.

    agreed_at  the time agreed with a customer beyond the radii
    km         the distance by a map, where it is known better
    """

    severity: Severity
    mode: Mode
    note: str
    signs: Collection[str] = ()
    script: Collection[str] = ()
    agreed_at: datetime | None = None
    km: Decimal | None = None


@transaction.atomic
def triage(row: Ticket, found: Triage, *, by, at: datetime | None = None) -> Ticket:
    """Store the decision: the answer is given, and arrival or remote help begins to count.

    Help by telephone that failed is decided anew: its clock goes, that of arrival begins. Raises
    Refused on site, without a word on why, and beyond the radii without an agreed time.
    """
    row, at = locked(row, by=by, verb="handle"), at or timezone.now()
    state = State(row.state)
    if not moves.may_triage_again(state, row.mode):
        moves.target_of(State.ON_SITE if state == State.WORKING else state, "triage")
    text = require_text(found.note, field="note", sentence=_("请写一句判断的理由。"))
    with recorded(row, moves.LABELS["triage"], by=by):
        row.severity, row.mode, row.triage_note = found.severity, found.mode, text[:400]
        row.signs = [sign for sign in SIGNS if sign in found.signs]
        row.script = [step for step in SCRIPT if step in found.script]
        row.agreed_at = found.agreed_at if found.mode == Mode.ON_SITE else None
        if found.km is not None:
            row.km, row.is_km_typed = found.km, True
        locate(row)
        move(row, verb="triage", by=by, at=at, text=f"{found.mode.label} · {text}")
        row.triaged_at, row.answered_at = at, row.answered_at or at
        row.save()
    stop(row, RESPONSE, by=by, at=at)
    for code in (RESTORE, COMMIT):
        drop(row, code, by=by, reason=_(DECIDED_ANEW))
    if found.mode == Mode.ON_SITE:
        start_arrival(row, by=by, at=at)
    else:
        drop(row, ARRIVE, by=by, reason=_(DECIDED_ANEW))
        recall_live(row, by=by)
    alarm_without_plan(row, by=by)
    return guide(row, by=by, at=at) if found.mode == Mode.REMOTE else row


def guide(row: Ticket, *, by, at: datetime) -> Ticket:
    """Begin to help from afar: the repair counts from now on."""
    with recorded(row, moves.LABELS["guide"], by=by):
        move(row, verb="guide", by=by, at=at)
        row.save(update_fields=["state"])
    start_restore(row, by=by, at=at)
    return row


@transaction.atomic
def log_contact(row: Ticket, *, text: str, is_reached: bool, by) -> TicketEntry:
    """Write down a talk with the customer; the first that reaches him is the answer (F-4)."""
    row, now = locked(row, by=by, verb="handle"), timezone.now()
    text = require_text(text, field="text", sentence=_("请写下说了什么。"))
    if State(row.state).is_ended:
        raise Refused(_("工单已经结束。客户又有问题，请重开。"))
    made = TicketEntry.objects.create(
        ticket=row, kind=EntryKind.CONTACT, at=now, by=by, state=row.state, text=text[:LENGTH],
        is_reached=is_reached,
    )  # fmt: skip
    record(row, verb=CONTACTED, by=by, reason=text[:200])
    if is_reached and row.answered_at is None:
        with recorded(row, by=by):
            row.answered_at = now
            row.save(update_fields=["answered_at"])
        stop(row, RESPONSE, by=by, at=now)
    return made
