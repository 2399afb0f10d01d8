"""What the giver wrote for his successor, on the customer's page."""

from maizi.customers.access import Panel, may
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from ..models import Piece


def note_of(user, customer: Customer) -> dict | None:
    """The latest written hand-over of a customer, for who reads its follow-ups. One query."""
    if not may(user, "unmask", customer):
        return None
    rows = Piece.objects.filter(kind=customer._meta.label_lower, object_id=customer.pk)
    rows = rows.exclude(note="").select_related("hand_over__person", "taker")
    found = rows.order_by("-id").first()
    return {"piece": found} if found else None


NOTE_CARD = Panel(
    code="care.note",
    label=N_("交接说明"),
    place=PanelPlace.RIGHT,
    template="care/note_card.html",
    context=note_of,
    position=20,
)
