"""Who came: ticked off by the QR code of his invitation, or by hand (C-40)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.kernel.texts import N_

from ..models import Invitation
from ..rules.course import check_arrival
from ..terms import State
from .planning import locked


@transaction.atomic
def check_in(row: Invitation, *, by, now: datetime | None = None) -> bool:
    """Somebody has come; whether he was not ticked off already. Raises Refused before the day."""
    now = now or timezone.now()
    event = locked(row.event)
    check_arrival(State(event.state), event.starts_at, now)
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.attended_at:
        return False
    with recorded(row, N_("签到"), by=by):
        row.attended_at, row.checked_by = now, by
        row.save(update_fields=["attended_at", "checked_by"])
    return True


@transaction.atomic
def undo_check_in(row: Invitation, *, by) -> None:
    """It was somebody else. Raises Refused once the event was summed up."""
    event = locked(row.event)
    check_arrival(State(event.state), event.starts_at, timezone.now())
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    with recorded(row, N_("撤销签到"), by=by):
        row.attended_at = row.checked_by = None
        row.save(update_fields=["attended_at", "checked_by"])
