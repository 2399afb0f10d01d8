"""Look into mailboxes: new letters by their number on the server, a few at a time, each once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from maizi.fields.queries import parameter
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.texts import N_, say
from maizi.kit.outgoing import Unreachable

from .. import access
from ..models import Folder, Mailbox, Spoiled
from ..rules.letters import Letter, Unreadable, read_letter
from ..rules.patience import is_alarming, next_fetch
from ..rules.presets import SENT_NAMES
from ..terms import FolderSort
from .keeping import keep_letter
from .mailboxes import trouble_in

LEASE = timedelta(minutes=15)
AT_ONCE, PIECE = 200, 20
MOST_BYTES = 25 * 1024 * 1024
WHOLE, HEAD = b"BODY[]", b"BODY[HEADER]"
FAILS = N_("邮箱“{name}”收不了邮件，请按提示处理")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One letter off the server: read, or why not."""

    uid: int
    letter: Letter | None
    size_bytes: int
    is_partial: bool = False
    why: str = ""


@transaction.atomic
def claim_mailbox(*, by, now: datetime, only: int | None = None) -> Mailbox | None:
    """The next mailbox that is due, marked as being looked into; None when none is.

    Whoever claimed one a quarter of an hour ago and never came back has lost it.
    """
    free = Q(busy_until=None) | Q(busy_until__lt=now)
    rows = Mailbox.objects.select_for_update(skip_locked=True).filter(
        free, is_active=True, next_at__lte=now
    )
    rows = rows.filter(pk=only) if only else rows
    row = rows.order_by("next_at", "id").first()
    if row:
        row.busy_until = now + LEASE
        row.save(update_fields=["busy_until"])
    return row


def folders_of(mailbox: Mailbox, box, *, by=None) -> list[Folder]:
    """The inbox and the folder of sent letters, as the server calls them."""
    found = [_folder(mailbox, FolderSort.INBOX, "INBOX")]
    if name := sent_folder(box):
        found.append(_folder(mailbox, FolderSort.SENT, name))
    return found


def sent_folder(box) -> str:
    """The name of the folder of sent letters on a server; "" when there is none."""
    names = {}
    for flags, _sign, name in box.list_folders():
        if b"\\Sent" in flags:
            return name
        names[name] = True
    return next((name for name in SENT_NAMES if name in names), "")


def draw_new(
    folder: Folder, *, box, by, now: datetime, most: int = AT_ONCE
) -> Iterator[list[Drawn]]:
    """New letters of a folder, oldest first, piece by piece; the caller keeps each piece.

    The first time those of the last days; then everything above the last number. When the server
    has numbered anew, it begins again: what is there already is known by its Message-ID.
    """
    state = box.select_folder(folder.name, readonly=True)
    if folder.uid_validity != state[b"UIDVALIDITY"]:
        folder.uid_validity, folder.last_uid = state[b"UIDVALIDITY"], 0
    if folder.last_uid:
        asked = ["UID", f"{folder.last_uid + 1}:*"]
    else:
        asked = ["SINCE", now.date() - timedelta(days=int(parameter("mail.first_days")))]
    uids = sorted(uid for uid in box.search(asked) if uid > folder.last_uid)[:most]
    if not uids and not folder.last_uid:
        folder.last_uid = max(0, state.get(b"UIDNEXT", 1) - 1)
        yield []
    for start in range(0, len(uids), PIECE):
        yield _drawn(box, uids[start : start + PIECE])


def _drawn(box, uids: list[int]) -> list[Drawn]:
    sizes = {uid: told.get(b"RFC822.SIZE", 0) for uid, told in
             box.fetch(uids, ["RFC822.SIZE"]).items()}  # fmt: skip
    found = []
    for uid in uids:
        if uid not in sizes:  # somebody has just deleted it
            continue
        part = WHOLE if sizes[uid] <= MOST_BYTES else HEAD
        told = box.fetch([uid], [part.replace(b"BODY", b"BODY.PEEK").decode()])
        raw = next((v for k, v in told.get(uid, {}).items() if k.startswith(b"BODY[")), b"")
        found.append(_read(uid, raw or b"", sizes[uid], is_partial=part == HEAD))
    return found


def _read(uid: int, raw: bytes, size: int, *, is_partial: bool) -> Drawn:
    try:
        return Drawn(uid, read_letter(raw), size, is_partial)
    except Unreadable as why:
        return Drawn(uid, None, size, is_partial, str(why))


def _folder(mailbox: Mailbox, sort: FolderSort, name: str) -> Folder:
    row, _is_new = Folder.objects.get_or_create(mailbox=mailbox, sort=sort, defaults={"name": name})
    if row.name != name:  # renamed on the server: its numbers say nothing any more
        row.name, row.uid_validity = name, 0
    return row


@transaction.atomic
def keep_piece(folder: Folder, drawn: list[Drawn], *, by, now: datetime) -> int:
    """Store a piece of drawn letters and how far the folder is read; how many were new.

    A letter that could not be read is noted; the others go on.
    """
    mailbox, new, matched, newest = folder.mailbox, 0, 0, None
    for one in drawn:
        if one.letter is None:
            Spoiled.objects.create(
                mailbox=mailbox, folder=folder.sort, uid=one.uid, size_bytes=one.size_bytes,
                why=one.why[:300], at=now,
            )  # fmt: skip
            continue
        kept = keep_letter(
            mailbox, letter=one.letter, by=by, folder=FolderSort(folder.sort),
            is_partial=one.is_partial,
            now=now,
        )  # fmt: skip
        if kept:
            new, matched = new + 1, matched + bool(kept.customer_id)
            newest = max(filter(None, (newest, kept.at)))
    folder.last_uid = max([folder.last_uid, *(one.uid for one in drawn)])
    folder.save()
    changed = {"fetched": F("fetched") + new, "matched": F("matched") + matched}
    Mailbox.objects.filter(pk=mailbox.pk).update(busy_until=now + LEASE, **changed)
    older = Q(last_message_at=None) | Q(last_message_at__lt=newest)
    if newest:
        Mailbox.objects.filter(older, pk=mailbox.pk).update(last_message_at=newest)
    return new


@transaction.atomic
def note_looked(mailbox: Mailbox, *, by, now: datetime, is_more: bool) -> None:
    """A mailbox was looked into to the end, or there is more: then it is due at once."""
    Mailbox.objects.filter(pk=mailbox.pk).update(
        busy_until=None, looked_at=now, failures=0, trouble="", error="", error_at=None,
        next_at=now if is_more else next_fetch(0, now),
    )  # fmt: skip
    settle(source=access.FAILING_SOURCE, about=mailbox, by=by)


@transaction.atomic
def note_trouble(mailbox: Mailbox, why: Unreachable, *, by, now: datetime) -> None:
    """A mailbox could not be looked into: it is tried again ever later, and after a few times its
    owner has a to-do and hears of it. It never stops by itself."""
    row = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    row.failures += 1
    row.trouble, row.error_at, row.busy_until = trouble_in(why), now, None
    row.error = (why.answer or str(why.said))[:300]
    row.next_at = next_fetch(row.failures, now)
    row.save(update_fields=["failures", "trouble", "error", "error_at", "busy_until", "next_at"])
    if not is_alarming(row.failures, alarm_after=int(parameter("mail.alarm_after"))):
        return
    title = say(FAILS, name=row.name)
    known = ask(owner=row.owner, source=access.FAILING_SOURCE, title=title, about=row, by=by)
    if row.failures == int(parameter("mail.alarm_after")) and known:
        notify(to=[row.owner], event=access.FAILING.code, title=title, about=row, by=by)
