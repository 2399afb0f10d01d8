"""The people and places of a customer, as a tab of its page."""

from maizi.accounts.access import group_access
from maizi.kernel.privacy import FieldGroup
from maizi.kernel.texts import N_

from .. import access
from ..models import Customer
from ..terms import PanelPlace

MOST_SHOWN = 200


def people_of(user, customer: Customer) -> dict | None:
    """Contacts and addresses of one customer as far as the person sees them. Two queries."""
    if not access.may(user, "unmask", customer):
        return None
    return {
        "contacts": access.visible_contacts(user).filter(customer=customer)[:MOST_SHOWN],
        "addresses": access.visible_addresses(user).filter(customer=customer)[:MOST_SHOWN],
        "contact_access": group_access(user, FieldGroup.CONTACT),
        "may_change": access.may(user, "change", customer),
    }


PEOPLE = access.Panel(
    code="customers.people",
    label=N_("联系人与地址"),
    place=PanelPlace.TAB,
    template="customers/people_tab.html",
    context=people_of,
    is_offered=lambda user, customer: access.may(user, "unmask", customer),
    position=10,
)
