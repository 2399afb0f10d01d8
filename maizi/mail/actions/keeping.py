"""Keep letters: whose they are, which exchange they belong to, the follow-up they become (C-1)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from maizi.customers import access as customers
from maizi.customers.actions import log_activity
from maizi.customers.models import Activity, Contact, Customer
from maizi.customers.queries import people_at
from maizi.customers.terms import ContactChannel, Direction
from maizi.fields.queries import parameter
from maizi.files.actions import attach, store
from maizi.files.terms import Purpose
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_, say

from .. import access
from ..events import LetterCame
from ..models import Mailbox, Message, Thread
from ..rules.bounces import bounce_in
from ..rules.letters import Letter
from ..rules.threads import bare_subject, new_words, thread_for
from ..terms import FolderSort, Way
from .bounces import take_bounce

MOST_IN_ACTIVITY = 1_500
FRESH = timedelta(days=2)
CAME = N_("“{customer}”来了邮件：{subject}")
OUTLOOK_ONLY = N_("winmail.dat 只有 Outlook 能打开，请对方改用 HTML 格式再发")


@transaction.atomic
def keep_letter(
    mailbox: Mailbox, *, letter: Letter, by, folder: FolderSort, now: datetime, **more: bool
) -> Message | None:
    """Store one letter of a mailbox, once; None when it is there already.

    Its other side decides whose it is; a delivery report marks the letter that came back. What
    belongs to nobody is seen by the mailbox's own people and goes after some days (N-1).
    more: is_partial, when only its head was fetched.
    """
    if Message.objects.filter(mailbox=mailbox, letter_id=letter.id).exists():
        return None
    is_ours = folder == FolderSort.SENT or letter.sender[1] == mailbox.address
    row = Message(
        mailbox=mailbox, way=Way.OUT if is_ours else Way.IN, letter_id=letter.id,
        references=list(letter.references), subject=letter.subject,
        sender_name=letter.sender[0], sender=letter.sender[1],
        to=[list(one) for one in letter.to], copy=[list(one) for one in letter.copy],
        at=min(letter.at or now, now), text=letter.text, markup=letter.markup,
        is_automatic=letter.is_automatic, **more,
    )  # fmt: skip
    bounce = bounce_in(letter)
    if bounce:
        row.is_automatic = True
        take_bounce(bounce, now=now)
    else:
        _match(row)
    join_thread(row)
    if not row.customer_id:
        row.expires_at = now + timedelta(days=int(parameter("mail.unmatched_days")))
    row.save()
    _keep_files(row, letter.files)
    if row.customer_id and not row.is_automatic:
        follow_up(row, now=now)
        _tell(row, now)
    return row


def _outer(row: Message) -> list[str]:
    """Addresses of the other side."""
    people = [row.sender] if row.way == Way.IN else [one[1] for one in [*row.to, *row.copy]]
    return [one for one in dict.fromkeys(people) if one and one != row.mailbox.address]


def _match(row: Message) -> None:
    """The customer that the other side is, as far as the mailbox's owner sees it; his own first."""
    owner, outer = row.mailbox.owner, _outer(row)
    rows = customers.visible_customers(owner)
    found = people_at(rows, outer)
    pairs = [pair for address in outer for pair in found.get(address, ())]
    if pairs:
        own = [pair for pair in pairs if pair[0].owner_id == owner.pk]
        row.customer, row.contact = (own or pairs)[0]
        return
    answered = Message.objects.filter(
        mailbox=row.mailbox, letter_id__in=row.references, customer__isnull=False
    )
    earlier = answered.order_by("-at").first() if row.references else None
    if earlier and rows.filter(pk=earlier.customer_id).exists():
        row.customer_id = earlier.customer_id


def join_thread(row: Message) -> None:
    """Put a letter into its exchange, or begin one."""
    ours = Message.objects.filter(mailbox=row.mailbox, thread__isnull=False)
    known = dict(ours.filter(letter_id__in=row.references).values_list("letter_id", "thread"))
    bare = bare_subject(row.subject)
    people = Q(messages__sender__in=_outer(row))
    if row.customer_id:
        people |= Q(messages__customer=row.customer_id)
    alike = Thread.objects.filter(people, mailbox=row.mailbox, bare_subject=bare)
    latest = alike.order_by("-last_at").values_list("pk", flat=True).first() if bare else None
    by_subject = {bare: latest} if latest else {}
    found = thread_for(row.references, known, subject=row.subject, by_subject=by_subject)
    if found is None:
        row.thread = Thread.objects.create(
            mailbox=row.mailbox, subject=row.subject, bare_subject=bare, last_at=row.at
        )
        return
    row.thread = Thread.objects.get(pk=found)
    if row.thread.last_at < row.at:
        Thread.objects.filter(pk=found).update(last_at=row.at)


def _keep_files(row: Message, files: Iterable) -> None:
    """Enclosures through the one door for files; what it does not take is named with the reason."""
    for one in files:
        if one.name.lower() == "winmail.dat":
            row.left_out.append([one.name, _(OUTLOOK_ONLY)])
            continue
        try:
            upload = ContentFile(one.content, name=one.name)
            file = store(upload, by=None, purpose=Purpose.ATTACHMENT)
        except Refused as why:
            row.left_out.append([one.name, why.text(_)])
            continue
        attach(file, row, by=None)
        if one.cid:
            row.enclosed[one.cid] = file.pk
    if row.left_out or row.enclosed:
        row.save(update_fields=["left_out", "enclosed"])


@transaction.atomic
def follow_up(row: Message, *, now: datetime) -> None:
    """Make a matched letter a follow-up, once however many mailboxes got it; none in a pool."""
    same = Message.objects.filter(letter_id=row.letter_id, customer=row.customer)
    earlier = same.exclude(activity=None).first()
    if earlier:
        row.activity_id = earlier.activity_id
    else:
        activity = Activity(
            customer_id=row.customer_id, contact=row.contact, at=min(row.at, now),
            channel=ContactChannel.MAIL, content=_told(row),
            direction=Direction.INCOMING if row.way == Way.IN else Direction.OUTGOING,
        )  # fmt: skip
        try:
            with transaction.atomic():
                row.activity = log_activity(activity, by=row.mailbox.owner, now=now)
        except Refused:  # it lies in a pool: whoever claims it reads the letter all the same
            return
    row.save(update_fields=["activity"])


def _told(row: Message) -> str:
    subject = row.subject or _("（无主题）")
    if not row.mailbox.is_open:
        return _("邮件：%s") % subject
    return f"{_('邮件：%s') % subject}\n{new_words(row.text)[:MOST_IN_ACTIVITY]}".strip()


def _tell(row: Message, now: datetime) -> None:
    if row.way != Way.IN or row.at < now - FRESH:
        return
    people = {row.mailbox.owner, row.customer.owner} - {None}
    seeing = [p for p in people if customers.facts_of(p, row.customer_id) is not None]
    title = say(CAME, customer=row.customer, subject=row.subject or "—")
    notify(
        to=seeing,
        event=access.CAME.code,
        title=title,
        about=row.customer,
        url=row.get_absolute_url(),
    )
    publish(LetterCame(row.pk, row.customer_id))


def match_to(row: Message, customer: Customer, contact: Contact | None = None) -> None:
    """Say whose a letter is; it no longer expires."""
    row.customer, row.contact, row.expires_at = customer, contact, None
