"""What lost customers were worth, and how winning back went (C-80)."""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from maizi.customers.models import Customer
from maizi.sales.models import Order
from maizi.sales.terms import COUNTED

from .. import access
from ..models import WinBack
from ..rules.winback import Case, Outcome, lost_value, outcome_of
from ..terms import WinBackState
from .facts import is_done

MOST_COUNTED, MOST_SHOWN = 20_000, 20


def lost_value_of(customer: Customer) -> Decimal:
    """What a customer bought a month, before it stopped. One query."""
    rows = Order.objects.filter(customer=customer, state__in=COUNTED).annotate(done=is_done())
    return lost_value(rows.filter(done=True).values_list("ordered_on", "net_yuan"))


def outcome_between(user, since: date, until: date) -> Outcome:
    """How the cases opened in a period went. One query."""
    columns = ("opened_on", "state", "lost_yuan", "cost_yuan", "ordered_on")
    rows = _opened(user, since, until).values_list(*columns)[:MOST_COUNTED]
    return outcome_of(Case(a, WinBackState(b), c, d, e) for a, b, c, d, e in rows)


def largest_lost(user, since: date, until: date) -> list[WinBack]:
    """The largest customers lost in a period and not won back, the largest first. One query."""
    rows = _opened(user, since, until).exclude(state=WinBackState.WON)
    return list(rows.select_related("customer", "owner").order_by("-lost_yuan", "id")[:MOST_SHOWN])


def _opened(user, since: date, until: date) -> QuerySet[WinBack]:
    return access.visible_win_backs(user).filter(opened_on__gte=since, opened_on__lte=until)
