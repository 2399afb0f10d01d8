"""While the customer talks: who he is, which piece, what is open, what was promised (F-2)."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from maizi.customers.access import filled_panels, visible_customers
from maizi.customers.models import Customer
from maizi.customers.queries import callers, open_promises_of
from maizi.customers.terms import PanelPlace
from maizi.kernel.errors import Refused
from maizi.kernel.identifiers import number_kept
from maizi.warranty import access as pieces
from maizi.warranty.models import Unit
from maizi.warranty.queries import Question, Shown, shown, verdict_of

from .. import access
from ..models import Article, Ticket
from ..terms import ENDED
from .knowledge import articles_for

MOST = 6


@dataclass(frozen=True)
class Found:
    """What is known of a caller.

    units     his pieces; the one with the serial first
    tickets   open ones of his, of this number or of this piece
    promises  what we promised him and have not done
    rights    of the owner of the piece, were it broken
    strip     what the customer's page says first: complaints, credit, and the like
    """

    customers: list[Customer]
    units: list[Unit]
    tickets: list[Ticket]
    articles: list[Article]
    promises: list = field(default_factory=list)
    strip: list = field(default_factory=list)
    rights: list[Shown] = field(default_factory=list)

    @property
    def customer(self) -> Customer | None:
        """The only one it can be."""
        return self.customers[0] if len(self.customers) == 1 else None


def caller(user, given: dict) -> Found:
    """Everything by what has been said so far.

    given  phone, contact_name, serial, symptom; customer: a chosen id
    """
    serial = given.get("serial", "").strip()[:60]
    phone, name = given.get("phone", ""), given.get("contact_name", "")
    customers = callers(user, phone=phone, name=name, customer=given.get("customer") or 0)
    units = units_called(user, serial)
    if not customers and len(units) == 1 and units[0].customer is not None:
        customers = [units[0].customer]
    one = customers[0] if len(customers) == 1 else None
    if one is not None and not units:
        units = pieces_for(user, serial="", customer=one)
    family = units[0].product.category if serial and units else None
    seen = one is not None and visible_customers(user).filter(pk=one.pk).exists()
    return Found(
        customers, units, _open(user, customers, number_kept(phone), units if serial else []),
        articles_for(user, text=given.get("symptom", ""), family=family),
        promises=list(open_promises_of(user, one)[:MOST]) if seen else [],
        strip=_strip(user, one) if seen else [],
        rights=rights_of(user, units[0], given.get("symptom", "")) if len(units) == 1 else [],
    )  # fmt: skip


def _strip(user, one: Customer) -> list:
    """What his page says first, to be read: the form of the intake holds no second one."""
    return [(panel, values | {"may_change": False})
            for panel, values in filled_panels(PanelPlace.STRIP, user, one)]  # fmt: skip


def rights_of(user, unit: Unit, fault: str, code: str = "") -> list[Shown]:
    """What the owner of a piece may ask for today, if the fault is what he says (F-33)."""
    if not pieces.may(user, "view"):
        return []
    question = Question(
        fault=fault or gettext("故障"), fault_code=code, reported_on=timezone.localdate()
    )
    try:
        return shown(verdict_of(unit, question))
    except Refused:  # the record says that it was not sold yet: nothing can be judged
        return []


def units_called(user, serial: str) -> list[Unit]:
    """Pieces with exactly this serial: a caller reads it off the plate. One query.

    Only those in the person's sight: a serial is easy to guess.
    """
    if not serial:
        return []
    rows = pieces.visible_units(user).filter(serial__iexact=serial)
    return list(rows.select_related("product__category", "customer__owner")[:MOST])


def _open(user, customers: list[Customer], number: str, units: list[Unit]) -> list[Ticket]:
    same = Q(customer__in=[one.pk for one in customers]) | Q(unit__in=[one.pk for one in units])
    same |= Q(phone=number) if number else Q(pk__in=[])
    rows = access.visible_tickets(user).exclude(state__in=ENDED).filter(same)
    return list(rows.select_related("owner", "customer")[:MOST])


def pieces_for(user, *, serial: str, customer: Customer | None) -> list[Unit]:
    """The pieces that a ticket may be about: with this serial, else those of the customer."""
    if serial:
        return units_called(user, serial)
    if customer is None:
        return []
    rows = pieces.visible_units(user).filter(customer=customer)
    return list(rows.select_related("product__category", "customer__owner").order_by("-id")[:MOST])
