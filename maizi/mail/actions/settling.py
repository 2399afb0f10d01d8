"""What the people of a mailbox decide about its letters, and what goes by itself."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from maizi.customers.actions import forget_activity
from maizi.customers.models import Customer
from maizi.customers.queries import people_at
from maizi.files.actions import erase_files
from maizi.files.models import Attachment
from maizi.files.queries import attachments_of
from maizi.history.actions import erase, record
from maizi.history.models import HistoryEntry
from maizi.inbox.actions import unsay
from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Mailbox, Message, Outgoing, Thread
from ..rules.threads import bare_subject
from .keeping import follow_up, match_to

PRIVATE, MATCHED = N_("设为私人邮件"), N_("归到客户")
REASON = N_("私人邮件")
SLICE = 200
BLANK = {
    "subject": "", "sender_name": "", "sender": "", "to": [], "copy": [], "text": "", "markup": "",
    "left_out": [], "enclosed": {}, "references": [],
}  # fmt: skip


@transaction.atomic
def make_private(row: Message, *, by) -> Message:
    """Remove a letter that is nobody's business: files, follow-up, copy written here, messages.

    Only its id stays, so that it is not fetched again (N-1).
    """
    row = Message.objects.select_for_update().get(pk=row.pk)
    activity, thread = row.activity, row.thread
    written = Outgoing.objects.filter(mailbox=row.mailbox_id, letter_id=row.letter_id)
    _unwrite(written.exclude(letter_id=""), by=by)
    unsay(event=access.CAME.code, urls=[row.get_absolute_url()], by=by)
    _empty(row, by=by)
    others = Message.objects.filter(activity=activity).exclude(pk=row.pk)
    if activity and not others.exists():
        Message.objects.filter(pk=row.pk).update(activity=None)
        forget_activity(activity, by=by, reason=REASON)
    Message.objects.filter(pk=row.pk).update(
        **BLANK, is_private=True, customer=None, contact=None, activity=None, thread=None,
        expires_at=None,
    )  # fmt: skip
    if thread:
        _rename(thread)
    row.refresh_from_db()
    record(row, verb=PRIVATE, by=by)
    return row


@transaction.atomic
def give_to(row: Message, customer: Customer, *, by, now: datetime | None = None) -> Message:
    """Say whose an unmatched letter is; it becomes a follow-up like any other.

    Raises Refused for one that belongs to somebody already.
    """
    row = Message.objects.select_for_update().get(pk=row.pk)
    if row.customer_id:
        raise Refused(N_("这封邮件已经归到“{customer}”了。"), customer=row.customer)
    if row.is_private:
        raise Refused(N_("这是私人邮件，不能归到客户。"))
    found = people_at(Customer.objects.filter(pk=customer.pk), [row.sender])
    contact = next((c for _row, c in found.get(row.sender, ())), None)
    match_to(row, customer, contact)
    row.save(update_fields=["customer", "contact", "expires_at"])
    if not row.is_automatic:
        follow_up(row, now=now or timezone.now())
    record(row, verb=MATCHED, by=by)
    return row


@transaction.atomic
def remove_expired(*, by, now: datetime) -> int:
    """Remove a slice of unmatched letters whose days are over; how many."""
    rows = list(Message.objects.filter(expires_at__lt=now).order_by("expires_at")[:SLICE])
    for row in rows:
        _empty(row, by=by)
    Message.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


@transaction.atomic
def drop_unmatched(box: Mailbox, *, by) -> int:
    """Remove the letters of a mailbox that no customer matched: whoever takes it over does not
    read his predecessor's own; how many."""
    rows = list(Message.objects.filter(mailbox=box, expires_at__isnull=False).order_by("id"))
    for row in rows:
        _empty(row, by=by)
    Message.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


@transaction.atomic
def forget_person(kind: str, object_id: int, *, by) -> int:
    """Empty the letters of a person who asked to be forgotten; how many."""
    column = {"customers.customer": "customer", "customers.contact": "contact"}.get(kind)
    rows = list(Message.objects.filter(**{column: object_id})) if column else []
    for row in rows:
        _empty(row, by=by)
    Message.objects.filter(pk__in=[row.pk for row in rows]).update(**BLANK)
    unsay(event=access.CAME.code, urls=[row.get_absolute_url() for row in rows], by=by)
    for thread in Thread.objects.filter(messages__in=rows).distinct():
        _rename(thread)
    if column:
        _unwrite(Outgoing.objects.filter(**{column: object_id}), by=by)
    return len(rows)


def _unwrite(rows: QuerySet[Outgoing], *, by) -> None:
    """Remove what was written here of letters that are to be forgotten, with its files."""
    for row in rows:
        _empty(row, by=by)
        row.delete()


def _rename(thread: Thread) -> None:
    """An exchange is called as the first letter that is left; none without letters."""
    first = thread.messages.order_by("at", "id").first()
    if first is None:
        thread.delete()
        return
    thread.subject, thread.bare_subject = first.subject, bare_subject(first.subject)
    thread.save(update_fields=["subject", "bare_subject"])


def _empty(row: Message | Outgoing, *, by) -> None:
    """Take away the files of a letter, and its words from the history."""
    files = [one.file for one in attachments_of(row)]
    Attachment.objects.filter(kind=row._meta.label_lower, object_id=row.pk).delete()
    still = set(Attachment.objects.filter(file__in=files).values_list("file", flat=True))
    if erase_files([f for f in files if f.pk not in still], by=by):
        enqueue("files.sweep", by=None)
    told = HistoryEntry.objects.filter(kind=row._meta.label_lower, object_id=row.pk)
    erase(told.exclude(salt=""), kept=lambda entry: ("", "", {}), by=by, reason=REASON)
