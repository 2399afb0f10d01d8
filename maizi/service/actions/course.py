"""What every verb does: lock, move to the next state, write down who did what (F-2)."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.kernel.errors import Refused

from .. import access
from ..models import Ticket, TicketEntry
from ..rules import moves
from ..terms import EntryKind, State

LENGTH = 4000
LATE_DAYS = 3  # how long a phone without a network may have waited


def locked(row: Ticket, *, by: User | None = None, verb: str = "") -> Ticket:
    """The ticket as it stands, locked to the end of the transaction.

    Raises Refused when `by` may not do `verb` to it.
    """
    rows = Ticket.objects.select_for_update(of=("self",))
    found = rows.select_related(
        "owner", "org_unit", "customer", "engineer", "family", "unit", "point"
    ).get(pk=row.pk)
    if verb and not access.may(by, verb, found):
        who = found.engineer if verb == "work" and found.engineer else found.owner
        raise Refused(_("这张工单由 %s 负责，您不能代办。可以请派工的同事改派给您。") % who)
    return found


def locked_for_either(row: Ticket, *, by: User) -> Ticket:
    """The same for who looks after it or carries it out, as it stands now."""
    found = locked(row)
    verb = "work" if access.may(by, "work", found) else "handle"
    return locked(found, by=by, verb=verb)


def move(row: Ticket, *, verb: str, by, text: str = "", at: datetime | None = None) -> TicketEntry:
    """Lead a locked ticket to the state that follows, and write down the step; not saved yet."""
    before = State(row.state)
    row.state = moves.target_of(before, verb)
    return TicketEntry.objects.create(
        ticket=row, kind=EntryKind.STAGE, at=at or timezone.now(), by=by, before=before,
        state=row.state, text=text.strip()[:LENGTH],
    )  # fmt: skip


def note(row: Ticket, text: str, *, by, at: datetime | None = None) -> TicketEntry:
    """A line for colleagues."""
    return TicketEntry.objects.create(
        ticket=row, kind=EntryKind.NOTE, at=at or timezone.now(), by=by, text=text[:LENGTH]
    )


def moment_told(row: Ticket, at: datetime | None) -> datetime:
    """When something happened by a phone that may have been without a network.

    Never ahead, never before what happened last. Raises Refused when it lies too long back.
    """
    now = timezone.now()
    if at is None or at > now:
        return now
    if at < now - timedelta(days=LATE_DAYS):
        raise Refused(_("手机里存的这一步已超过三天，请在电脑上补记，并说明原因。"))
    last = row.entries.filter(kind=EntryKind.STAGE).order_by("-at").values_list("at", flat=True)
    return max(at, last.first() or row.received_at)


def require_text(text: str, *, field: str, sentence: str) -> str:
    """A text that may not be empty."""
    if not text.strip():
        raise Refused(sentence, field=field)
    return text.strip()
