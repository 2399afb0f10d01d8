"""Meetings about a customer, as a card on its page."""

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access

MOST = 5


def meetings_about(user, customer: Customer) -> dict | None:
    """The latest meetings about a customer that the person sees. One query."""
    rows = list(access.visible_meetings(user).filter(customer=customer)[:MOST])
    return {"rows": rows} if rows else None


MEETINGS_CARD = customers.Panel(
    code="meetings.card",
    label=N_("会议"),
    place=PanelPlace.RIGHT,
    template="meetings/card.html",
    context=meetings_about,
    position=70,
)
