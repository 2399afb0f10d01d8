"""Send what waits: claim in one transaction, send outside any, write down what became of it."""

from datetime import datetime, timedelta
from email.utils import format_datetime, formataddr

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from maizi.files.actions import attach
from maizi.files.queries import attachments_of, open_stream
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say
from maizi.kit.outgoing import Unreachable, open_box, send_letter

from .. import access, queries
from ..models import Message, Outgoing
from ..rules.patience import MOST_TRIES, next_try
from ..terms import LetterState, Trouble, Way
from .fetching import sent_folder
from .keeping import follow_up, join_thread
from .mailboxes import told_trouble

LEASE = timedelta(minutes=10)
FILED_WITHIN = timedelta(days=1)
NOT_SENT = N_("邮件“{subject}”没有发出：{why}")


@transaction.atomic
def claim_letter(*, by, now: datetime) -> Outgoing | None:
    """The next letter that is due, marked as being sent; one lost ten minutes ago is sent again,
    under the same Message-ID, so that a receiver's program shows it once."""
    states = (LetterState.WAITING, LetterState.SENDING)
    rows = Outgoing.objects.select_for_update(skip_locked=True, of=("self",))
    rows = rows.filter(state__in=states, due_at__lte=now).order_by("due_at", "id")
    row = rows.select_related("mailbox__owner", "author", "customer", "answers").first()
    if row:
        row.tries += 1
        Outgoing.objects.filter(pk=row.pk).update(
            state=LetterState.SENDING, due_at=now + LEASE, tries=F("tries") + 1
        )
    return row


def letter_of(row: Outgoing, *, now: datetime) -> EmailMessage:
    """The letter itself: in its thread, with its files."""
    headers = {"Message-ID": f"<{row.letter_id}>", "Date": format_datetime(now)}
    if row.answers:
        ids = [*row.answers.references, row.answers.letter_id][-20:]
        headers["In-Reply-To"] = f"<{row.answers.letter_id}>"
        headers["References"] = " ".join(f"<{one}>" for one in ids)
    letter = EmailMessage(
        subject=row.subject, body=row.body, to=row.to.split(", "),
        cc=row.copy.split(", ") if row.copy else [], headers=headers,
        from_email=formataddr((row.author.name, row.mailbox.address)),
    )  # fmt: skip
    for one in attachments_of(row):
        with open_stream(one.file) as content:
            letter.attach(str(one), content.read(), one.file.media_type)
    return letter


def send_now(row: Outgoing, *, by, now: datetime) -> Unreachable | None:
    """Hand a claimed letter over, outside any transaction; what went wrong, or None."""
    if row.tries > MOST_TRIES:
        return Unreachable(say(LOST), is_final=True)
    server = queries.post_server(row.mailbox)
    if server is None:
        return Unreachable(say(Trouble.KEY.chinese), is_final=True)
    try:
        send_letter(letter_of(row, now=now), server)
    except Unreachable as why:
        return why
    return None


@transaction.atomic
def note_sent(row: Outgoing, problem: Unreachable | None, *, by, now: datetime) -> Outgoing:
    """A letter has gone, and is kept in its thread as a follow-up; or it is tried again later; or
    it failed for good, and its author hears of it."""
    if problem is None:
        row.state, row.sent_at, row.error = LetterState.SENT, now, ""
        row.message = keep_sent(row, now=now)
    else:
        told = problem.said.text(_) if not problem.code else _(str(told_trouble(problem)))
        again = None if problem.is_final else next_try(row.tries, now)
        row.state = LetterState.WAITING if again else LetterState.FAILED
        row.due_at, row.error = again or row.due_at, told[:300]
        if again is None:
            title = say(NOT_SENT, subject=row.subject, why=row.error)
            notify(
                to=[row.author], event=access.FAILED.code, title=title, about=row.customer, by=by
            )
    row.save(update_fields=["state", "sent_at", "error", "due_at", "message"])
    return row


def keep_sent(row: Outgoing, *, now: datetime) -> Message:
    """The letter as one of its mailbox's messages: once, also when the server's copy came first."""
    found = Message.objects.filter(mailbox=row.mailbox, letter_id=row.letter_id).first()
    if found:
        return found
    answered = row.answers
    message = Message(
        mailbox=row.mailbox, way=Way.OUT, letter_id=row.letter_id,
        references=[*answered.references, answered.letter_id] if answered else [],
        subject=row.subject, sender_name=row.author.name, sender=row.mailbox.address,
        to=[["", one] for one in row.to.split(", ")],
        copy=[["", one] for one in row.copy.split(", ") if one],
        at=now, text=row.body, customer=row.customer, contact=row.contact,
    )  # fmt: skip
    join_thread(message)
    message.save()
    for one in attachments_of(row):
        attach(one.file, message, by=row.author)
    if message.customer_id:
        follow_up(message, now=now)
    return message


def unfiled(*, by, now: datetime) -> list[Outgoing]:
    """Letters that have gone and whose copy is not yet in the folder of sent letters."""
    rows = Outgoing.objects.filter(
        state__in=(LetterState.SENT, LetterState.BOUNCED), filed_at=None,
        sent_at__gt=now - FILED_WITHIN, mailbox__is_active=True,
    )  # fmt: skip
    return list(rows.select_related("mailbox", "author", "answers").order_by("mailbox", "id")[:20])


def file_copy(row: Outgoing, *, by, now: datetime) -> bool:
    """Put the copy of a letter into the folder of sent letters, unless the server has done so.

    Outside any transaction; False when the server does not answer: it is tried again for a day.
    """
    server = queries.box_server(row.mailbox)
    if server is None:
        return False
    try:
        with open_box(server) as box:
            _append(row, box)
    except Unreachable:
        return False
    Outgoing.objects.filter(pk=row.pk).update(filed_at=now)
    return True


def _append(row: Outgoing, box) -> None:
    """Put a copy into the folder of sent letters of an open mailbox, unless it is there."""
    if not (name := sent_folder(box)):
        return
    box.select_folder(name)
    if not box.search(["HEADER", "Message-ID", row.letter_id]):
        raw = letter_of(row, now=row.sent_at).message().as_bytes()
        box.append(name, raw, flags=[b"\\Seen"], msg_time=row.sent_at)


LOST = N_("发送时中断，已达到次数上限。")
