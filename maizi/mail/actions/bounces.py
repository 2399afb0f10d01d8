"""What comes back: the letter says so, and the address is marked as bad (A-40)."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.customers.actions import mark_bad
from maizi.customers.models import Contact, Customer
from maizi.customers.terms.quality import Fault
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access
from ..models import Mailing, Outgoing
from ..rules.bounces import Bounce
from ..terms import LetterState, MailingState

MAILED = re.compile(r"^news\.(\d{1,19})\.")
RETURNED = N_("收件方退回了这封邮件：{who}")
CAME_BACK = N_("邮件“{subject}”被退回，请核对对方的邮箱")


@transaction.atomic
def take_bounce(bounce: Bounce, *, now: datetime, by=None) -> None:
    """Mark what a delivery report is about; only a final one makes an address bad.

    Of a newsletter it has to name the very address: the number alone anybody can guess.
    """
    told = _(RETURNED).format(who="、".join(bounce.receivers) or "—")[:300]
    found = MAILED.match(bounce.letter_id)
    if found:
        mailing = Mailing.objects.filter(pk=found[1]).first()
        if mailing and bounce.is_final and mailing.address in bounce.receivers:
            Mailing.objects.filter(pk=mailing.pk).update(state=MailingState.BOUNCED, error=told)
            _mark(mailing.customer, mailing.contact, mailing.address, by=by)
        return
    row = Outgoing.objects.filter(letter_id=bounce.letter_id).first() if bounce.letter_id else None
    if row is None or row.state == LetterState.BOUNCED:
        return
    row.state, row.error, row.changed_at = LetterState.BOUNCED, told, now
    row.save(update_fields=["state", "error", "changed_at"])
    title = say(CAME_BACK, subject=row.subject)
    notify(to=[row.author], event=access.FAILED.code, title=title, about=row.customer, by=by)
    if bounce.is_final and row.customer:
        for address in bounce.receivers:
            _mark(row.customer, None, address, by=by)


def _mark(customer: Customer | None, contact: Contact | None, address: str, *, by) -> None:
    """The address is bad wherever this customer has it."""
    if customer is None:
        return
    places = ["email"] if customer.email.casefold() == address else []
    rows = customer.contacts.filter(email__iexact=address)
    places += [f"{pk}.email" for pk in rows.values_list("pk", flat=True)]
    for place in places:
        try:
            with transaction.atomic():
                mark_bad(customer, place, Fault.BOUNCED, by=by)
        except Refused:  # it was changed meanwhile
            continue
