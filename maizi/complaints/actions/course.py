"""What every verb does: lock, move to the next stage, write down who did what (E-1)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.kernel.errors import Refused

from .. import access
from ..models import Complaint, Entry, StepDone
from ..rules import moves
from ..terms import EntryKind, State, Step

LENGTH = 4000
NOTE_LENGTH = StepDone._meta.get_field("note").max_length


def locked(row: Complaint, *, by: User | None = None, verb: str = "") -> Complaint:
    """The complaint as it stands, locked to the end of the transaction.

    Raises Refused when `by` may not do `verb` to it.
    """
    rows = Complaint.objects.select_for_update(of=("self",))
    found = rows.select_related("owner", "org_unit", "customer", "about_person").get(pk=row.pk)
    if verb and not access.may(by, verb, found):
        raise Refused(_("这件投诉由 %s 处理，您不能代办。可以请其转办给您。") % found.owner)
    return found


def move(row: Complaint, *, verb: str, by, text: str = "", public: str = "", at=None) -> Entry:
    """Lead a locked complaint to the stage that follows, and write down the step; not saved yet.

    text    what was done, for colleagues
    public  what the complainant reads of it; a line of its own
    """
    before = State(row.state)
    row.state = moves.target_of(before, verb)
    now = at or timezone.now()
    entry = Entry.objects.create(
        complaint=row, kind=EntryKind.STAGE, at=now, by=by, before=before, state=row.state,
        text=text.strip()[:LENGTH],
    )  # fmt: skip
    if public:
        tell_complainant(row, public, by=by, at=now)
    return entry


def tell_complainant(row: Complaint, text: str, *, by, at: datetime | None = None) -> Entry:
    """A line that the complainant reads on his page."""
    return Entry.objects.create(
        complaint=row, kind=EntryKind.STAGE, at=at or timezone.now(), by=by, text=text[:LENGTH],
        is_public=True,
    )  # fmt: skip


def note(row: Complaint, text: str, *, by, at: datetime | None = None) -> Entry:
    """A line for colleagues."""
    return Entry.objects.create(
        complaint=row, kind=EntryKind.NOTE, at=at or timezone.now(), by=by, text=text[:LENGTH]
    )


def tick(row: Complaint, *, step: Step, by, text: str = "", at: datetime | None = None) -> bool:
    """One of the seven steps is taken; whether it was not taken before (E-11)."""
    _row, is_new = StepDone.objects.get_or_create(
        complaint=row, step=step,
        defaults={"by": by, "at": at or timezone.now(), "note": text[:NOTE_LENGTH]},
    )  # fmt: skip
    return is_new


def require_text(text: str, *, field: str, sentence: str) -> str:
    """A text that may not be empty."""
    if not text.strip():
        raise Refused(sentence, field=field)
    return text.strip()
