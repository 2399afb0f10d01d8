"""Write letters: drafts are kept, sending goes through the queue (B-27)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from email.utils import make_msgid

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from maizi.files.actions import attach, detach, store
from maizi.files.queries import attachments_of
from maizi.files.terms import Purpose
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import LetterTemplate, Outgoing
from ..rules.addresses import split_addresses
from ..rules.templates import refuse_unfilled, refuse_unknown
from ..terms import LetterState

MOST_RECEIVERS, MOST_FILES = 20, 9
SEND = N_("发送邮件")
RETRY = N_("再次发送")


@transaction.atomic
def save_draft(
    row: Outgoing, *, by, uploads: Sequence[File] = (), keep: Collection[int] | None = None,
    now: datetime | None = None,
) -> Outgoing:  # fmt: skip
    """Keep what somebody has written so far; files come with it. Raises Refused once it is sent.

    keep  ids of the files that stay, of the draft or of the letter it passes on; None: all
    """
    is_new = row._state.adding
    if not is_new:
        _locked(row, LetterState.DRAFT, LetterState.FAILED)
    row.author, row.changed_at = by if is_new else row.author, now or timezone.now()
    row.subject = " ".join(row.subject.split())
    row.save()
    old = attachments_of(row.passes_on if is_new and row.passes_on else row)
    for one in old:
        is_kept = keep is None or one.pk in keep
        if is_new and is_kept:
            attach(one.file, row, by=by, title=one.title)
        elif not is_new and not is_kept:
            detach(one, row, by=by)
    if len(uploads) + attachments_of(row).count() > MOST_FILES:
        raise Refused(N_("一封邮件最多 {n} 个附件。"), field="files", n=MOST_FILES)
    for upload in uploads:
        attach(store(upload, by=by, purpose=Purpose.ATTACHMENT), row, by=by)
    return row


@transaction.atomic
def send_letter(row: Outgoing, *, by, now: datetime | None = None) -> Outgoing:
    """Put a draft into the queue; it leaves by a job after the commit.

    Raises Refused without a receiver, with an address that is none, without a subject or text,
    and while a field of a template is not filled in.
    """
    now = now or timezone.now()
    row = _locked(row, LetterState.DRAFT)
    row.to, row.copy = _receivers(row)
    if not row.subject:
        raise Refused(N_("请写主题，对方好分辨这封邮件。"), field="subject")
    if not row.body.strip():
        raise Refused(N_("请写正文。"), field="body")
    refuse_unfilled([row.subject, row.body])
    if not row.mailbox.is_active:
        raise Refused(N_("发件邮箱暂停了，请先恢复，或换一个邮箱。"), field="mailbox")
    host = row.mailbox.address.rpartition("@")[2]
    row.letter_id = make_msgid(domain=host).strip("<>")
    with recorded(row, SEND, by=by):
        row.state, row.due_at, row.changed_at, row.tries, row.error = (
            LetterState.WAITING, now, now, 0, "",
        )  # fmt: skip
        row.save()
    enqueue("mail.send", by=None)
    return row


@transaction.atomic
def retry_letter(row: Outgoing, *, by, now: datetime | None = None) -> Outgoing:
    """Try a letter that did not leave again. Raises Refused for any other."""
    now = now or timezone.now()
    row = _locked(row, LetterState.FAILED)
    with recorded(row, RETRY, by=by):
        row.state, row.due_at, row.tries, row.error = LetterState.WAITING, now, 0, ""
        row.save(update_fields=["state", "due_at", "tries", "error"])
    enqueue("mail.send", by=None)
    return row


@transaction.atomic
def discard_draft(row: Outgoing, *, by) -> None:
    """Throw a draft away, or a letter that did not leave. Raises Refused for any other."""
    row = _locked(row, LetterState.DRAFT, LetterState.FAILED)
    for one in attachments_of(row):
        detach(one, row, by=by)
    record(row, verb=Verb.DELETE, by=by)
    row.delete()


@transaction.atomic
def save_template(row: LetterTemplate, *, by) -> LetterTemplate:
    """Store a template. Raises Refused for a field that nothing fills."""
    refuse_unknown(row.subject, row.body)
    is_new = row._state.adding
    if is_new:
        row.owner = by
    with recorded(row, Verb.CREATE if is_new else Verb.CHANGE, by=by):
        row.save()
    return row


@transaction.atomic
def remove_template(row: LetterTemplate, *, by) -> None:
    """Remove a template; letters that began with it stay as they are."""
    with recorded(row, Verb.DELETE, by=by):
        row.delete()


def _locked(row: Outgoing, *states: LetterState) -> Outgoing:
    stored = Outgoing.objects.select_for_update(of=("self",)).select_related("mailbox", "author")
    stored = stored.get(pk=row.pk)
    if stored.state not in states:
        raise Refused(N_("这封邮件已经在发送或已发出，不能再改。请刷新后看它的状态。"))
    return stored


def _receivers(row: Outgoing) -> tuple[str, str]:
    """Receivers and copies as they are stored. Raises Refused for what is no address."""
    kept = []
    for name in ("to", "copy"):
        sound, unsound = split_addresses(getattr(row, name))
        if unsound:
            raise Refused(
                N_("这些不是邮箱地址：{what}。多个地址用逗号或分号隔开。"), field=name, what=unsound
            )
        kept.append(sound)
    if not kept[0]:
        raise Refused(N_("请填写收件人。"), field="to")
    if len(kept[0]) + len(kept[1]) > MOST_RECEIVERS:
        raise Refused(
            N_("一封邮件最多 {n} 位收件人。给很多人发请用简报。"), field="to", n=MOST_RECEIVERS
        )
    return ", ".join(kept[0]), ", ".join(kept[1])
