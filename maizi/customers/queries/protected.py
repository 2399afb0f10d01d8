"""What the customer page shows of personal information: wishes, consents, the access list."""

from maizi.kernel.texts import N_
from maizi.privacy.models import ContactBlock
from maizi.privacy.queries import card_of, list_of, sensitive_of, standing_blocks

from .. import access
from ..models import Customer
from ..terms import PanelPlace, PartyType

FEW = 20


def wishes_of(user, customer: Customer) -> dict | None:
    """How the customer, or people there, do not want to be reached. One query, none unmarked."""
    if customer.party_type == PartyType.INDIVIDUAL:
        blocks = list(standing_blocks(customer)[:FEW]) if customer.is_blocked else []
    else:
        contacts = access.visible_contacts(user).filter(customer=customer).values("pk")
        blocks = list(
            ContactBlock.objects.filter(
                kind="customers.contact", object_id__in=contacts, lifted_at=None
            )[:FEW]
        )
    return {"blocks": blocks} if blocks else None


def protection_of(user, customer: Customer) -> dict | None:
    """Consents and wishes of a person, or the doors to those of the people at an enterprise."""
    if not access.may(user, "unmask", customer):
        return None
    if customer.party_type == PartyType.INDIVIDUAL:
        return card_of(customer) | {"sensitive": sensitive_of(user, customer)}
    people = access.visible_contacts(user).filter(customer=customer)[:FEW]
    return {"people": people} if people else None


def access_list_of(user, customer: Customer) -> dict | None:
    """Who is on the list of a restricted customer. One query."""
    if not customer.is_restricted:
        return None
    may_list = access.may(user, "share", customer)
    return {"entries": list_of(customer)[:FEW], "may_list": may_list, "customer": customer}


PROTECTED = (
    access.Panel(
        code="privacy.wishes", label=N_("免打扰"), place=PanelPlace.STRIP,
        template="customers/privacy_strip.html", context=wishes_of, position=90,
    ),
    access.Panel(
        code="privacy.person", label=N_("个人信息"), place=PanelPlace.RIGHT,
        template="customers/privacy_card.html", context=protection_of, position=80,
    ),
    access.Panel(
        code="privacy.listed", label=N_("访问名单"), place=PanelPlace.RIGHT,
        template="customers/privacy_listed.html", context=access_list_of, position=85,
    ),
)  # fmt: skip
