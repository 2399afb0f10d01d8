"""Letters as people read them: of a customer, of a mailbox, one exchange."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.urls import reverse

from maizi.accounts.access import group_access
from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.queries import customers_of_host
from maizi.customers.terms import PanelPlace
from maizi.files.models import Attachment
from maizi.kernel.masking import mask_email
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .. import access
from ..models import Mailbox, Message, Outgoing
from ..rules import markup
from ..rules.addresses import host_of
from ..terms import LetterState

MOST_SHOWN = 50
LIGHT = ("markup", "references", "enclosed", "left_out")


def messages_of(user, mailbox: Mailbox, *, only: str = "") -> QuerySet[Message]:
    """The letters of a mailbox, newest first; only: "matched" or "unmatched"."""
    rows = access.visible_messages(user).filter(mailbox=mailbox).defer(*LIGHT)
    if only in ("matched", "unmatched"):
        rows = rows.filter(customer__isnull=only == "unmatched")
    return rows.select_related("customer", "contact")


def thread_of(user, message: Message) -> list[Message]:
    """The letters of the same exchange that the person may read, oldest first. One query."""
    rows = access.visible_messages(user).select_related("customer", "contact", "mailbox")
    same = rows.filter(thread=message.thread_id) if message.thread_id else rows.none()
    return sorted(same[:MOST_SHOWN], key=lambda row: (row.at, row.pk)) or [message]


def files_of(rows: Iterable[Message | Outgoing]) -> dict[int, list[Attachment]]:
    """Letter -> its files. One query, or none."""
    rows = list(rows)
    found: dict[int, list[Attachment]] = {}
    if rows:
        kind = rows[0]._meta.label_lower
        asked = Attachment.objects.filter(kind=kind, object_id__in=[row.pk for row in rows])
        for one in asked.select_related("file").order_by("id"):
            found.setdefault(one.object_id, []).append(one)
    return found


def shown_markup(message: Message, *, with_pictures: bool) -> str:
    """The markup of a letter for its frame: cleaned again, pictures only when asked for."""
    enclosed = {cid: reverse("files:download", args=[pk]) for cid, pk in message.enclosed.items()}
    return markup.shown(
        markup.cleaned(message.markup), enclosed=enclosed, with_pictures=with_pictures
    )


def people_shown(user, pairs: Iterable) -> str:
    """Names and addresses in one line; addresses masked for whoever may not read them."""
    reads = group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ
    told = []
    for name, address in pairs:
        shown = address if reads else mask_email(address) if address else ""
        told.append(f"{name} <{shown}>" if name and shown else name or shown)
    return "；".join(told)


def suggestions_for(user, message: Message) -> list[Customer]:
    """Customers with an address of the same company's domain: a guess, never a match."""
    host = "" if message.customer_id else host_of(message.sender)
    if not host or host == host_of(message.mailbox.address):
        return []
    return customers_of_host(customers.visible_customers(user), host)


def letters_of(user, customer: Customer) -> list[Outgoing]:
    """What has not gone yet: one's own drafts, and what waits or failed. One query."""
    rows = access.visible_outgoing(user).filter(customer=customer)
    rows = rows.exclude(state__in=(LetterState.SENT,)).select_related("author")
    return list(rows.exclude(Q(state=LetterState.DRAFT) & ~Q(author=user.pk))[:20])


def tab_of(user, customer: Customer) -> dict | None:
    """The tab 邮件 of a customer. Three queries."""
    rows = access.visible_messages(user).filter(customer=customer).defer(*LIGHT)
    found = list(rows.select_related("mailbox", "contact")[:MOST_SHOWN])
    return {
        "rows": found, "files": files_of(found), "letters": letters_of(user, customer),
        "customer": customer, "may_write": access.may_write_to(user, customer),
    }  # fmt: skip


def _is_offered(user, customer: Customer) -> bool:
    return access.may(user, "use") and customers.may(user, "unmask", customer)


CUSTOMER_TAB = customers.Panel(
    code="mail.all", label=N_("邮件"), place=PanelPlace.TAB, template="mail/customer_tab.html",
    context=tab_of, is_offered=_is_offered, position=25,
)  # fmt: skip
