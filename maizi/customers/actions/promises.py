"""The contacts that tags demand: made by a click, kept by a contact, dropped with the tag."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.utils import timezone

from maizi.inbox.actions import ask, settle
from maizi.kernel.texts import N_, say

from ..models import Customer, TagEvent, TagPromise
from ..rules import tags as rules

SOURCE = "customers.tag"


def make_promises(changes: Iterable, click, *, today: date) -> None:
    """Ask the owners for the contacts that new tags want, and bring the next contact forward."""
    for change in changes:
        wanted = {
            tag: due for tag in change.put
            if (due := rules.contact_due(click.facts(tag), today)) is not None
        }  # fmt: skip
        owner = change.customer.owner
        if not wanted or owner is None:
            continue
        TagPromise.objects.bulk_create(
            [
                TagPromise(
                    customer=change.customer, tag_id=tag, owner=owner, due_on=due,
                    made_at=click.now,
                )
                for tag, due in wanted.items()
            ],
            ignore_conflicts=True,
        )  # fmt: skip
        tag, due = min(wanted.items(), key=lambda pair: pair[1])
        _plan(change.customer, rules.next_contact(change.customer.next_contact_on, due))
        ask(
            owner=owner, source=SOURCE, about=change.customer, due_at=due, by=click.by,
            title=say(N_("联系客户（标签“{tag}”）"), tag=click.tags[tag].name),
        )  # fmt: skip


def keep_promises(customer: Customer, *, by, now: datetime | None = None) -> int:
    """A contact took place: what tags demanded of this customer is done."""
    rows = open_promises().filter(customer=customer)
    done = rows.update(done_at=now or timezone.now())
    if done:
        settle(source=SOURCE, about=customer, by=by)
    return done


def drop_promises(pairs: Collection[tuple[int, int]], *, by, now: datetime) -> None:
    """The tags are off: nobody need call because of them."""
    if not pairs:
        return
    rows = open_promises().filter(
        customer__in={customer for customer, _ in pairs}, tag__in={tag for _, tag in pairs}
    )
    gone = [row for row in rows if (row.customer_id, row.tag_id) in pairs]
    TagPromise.objects.filter(pk__in=[row.pk for row in gone]).update(dropped_at=now)
    for customer in {row.customer_id for row in gone}:
        if not open_promises().filter(customer=customer).exists():
            settle(source=SOURCE, about=(Customer._meta.label_lower, customer), by=by)


def restore_promises(events: Iterable[TagEvent], *, by, now: datetime) -> None:
    """After an undo: the next contact is what it was, and dropped promises are open again."""
    for event in events:
        _plan(event.customer, event.next_before)
        TagPromise.objects.filter(
            customer=event.customer_id, tag__in=event.taken, dropped_at=event.at
        ).update(dropped_at=None)


def open_promises():
    """Promises nobody has kept or dropped."""
    return TagPromise.objects.filter(done_at=None, dropped_at=None)


def _plan(customer: Customer, day: date | None) -> None:
    if customer.next_contact_on != day:
        customer.next_contact_on = day
        Customer.objects.filter(pk=customer.pk).update(next_contact_on=day)
