"""What a letter begins with: who, what was said before, a template."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.customers import access as customers
from maizi.customers.models import Contact, Customer
from maizi.kit import show

from .. import access
from ..models import LetterTemplate, Mailbox, Message, Outgoing
from ..rules.templates import filled
from ..rules.threads import answer_subject, quoted


def choosable_mailboxes(user) -> QuerySet[Mailbox]:
    """Mailboxes a person may write from now."""
    return access.working_mailboxes(user).filter(is_active=True)


def contacts_with_mail(user, customer: Customer) -> list[Contact]:
    """People at a customer who have an address. One query."""
    rows = customers.visible_contacts(user).filter(customer=customer)
    return list(rows.exclude(email="")[:50])


def begun(
    user, *, customer: Customer | None, answers: Message | None = None,
    passes_on: Message | None = None, template: LetterTemplate | None = None,
) -> Outgoing:  # fmt: skip
    """A letter as its form opens: receiver, subject, signature, the letter it answers below."""
    before = answers or passes_on
    people = contacts_with_mail(user, customer) if customer else []
    contact = answers.contact if answers else next(iter(people), None)
    mailboxes = list(choosable_mailboxes(user))
    mailbox = next((m for m in mailboxes if before and m.pk == before.mailbox_id), None)
    mailbox = mailbox or next(iter(mailboxes), None)
    row = Outgoing(
        author=user, customer=customer, contact=contact, answers=answers, passes_on=passes_on,
        mailbox=mailbox, to=_receiver(customer, contact, answers),
    )  # fmt: skip
    sign = f"\n\n{mailbox.signature}" if mailbox and mailbox.signature else ""
    body = ""
    if template:
        values = field_values(user, customer, contact)
        row.subject, body = filled(template.subject, values), filled(template.body, values)
    if before:
        row.subject = answer_subject(before.subject, _("回复：") if answers else _("转发："))
        head = _("%(who)s 于 %(when)s 写道：") % {
            "who": before.sender_name or before.sender, "when": show.when(before.at),
        }  # fmt: skip
        sign += f"\n\n{head}\n{quoted(before.text)}"
    row.body = body + sign
    return row


def _receiver(customer: Customer | None, contact: Contact | None, answers: Message | None) -> str:
    if answers:
        is_theirs = answers.way == "in"
        return answers.sender if is_theirs else ", ".join(one[1] for one in answers.to)
    if contact:
        return contact.email
    return customer.email if customer else ""


def field_values(user, customer: Customer | None, contact: Contact | None) -> dict[str, str]:
    """The fields of templates with their values; a missing one is "" (B-27)."""
    return {
        "客户名称": customer.name if customer else "",
        "联系人": contact.name if contact else "",
        "称呼": (contact.job_title or contact.name) if contact else "",
        "我的姓名": user.name,
        "我的电话": getattr(user, "mobile", ""),
        "今天": show.day(timezone.localdate()),
    }
