"""Type a card into the archive: the customer, the person, and that the card is done."""

from collections.abc import Callable

from django.db import transaction

from maizi.history.actions import recorded
from maizi.history.terms import Verb

from ..models import BatchCard, Contact, Customer
from .collecting import close_card
from .customers import Leave, save_customer
from .people import save_contact


@transaction.atomic
def type_card(
    card: BatchCard, *, customer: Customer, contact_of: Callable[[Customer], Contact | None], by,
    leave: Leave,
) -> Customer:  # fmt: skip
    """Store customer and contact of a card; all of it or nothing.

    Raises Refused and DuplicateFound as `save_customer` does, and when the card has been typed.
    """
    with recorded(customer, Verb.CREATE, by=by):
        save_customer(customer, Verb.CREATE, by=by, leave=leave)
    if contact := contact_of(customer):
        save_contact(contact, by=by)
    close_card(card, customer, by=by)
    return customer


@transaction.atomic
def join_card(card: BatchCard, contact: Contact, *, by) -> Contact:
    """The company is known: the person of the card becomes one more contact of it."""
    save_contact(contact, by=by)
    close_card(card, contact.customer, by=by)
    return contact
