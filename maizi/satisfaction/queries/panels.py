"""What a customer last answered, on its page; its NPS for the ladder of stages (C-4)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..models import Response
from ..terms import AlertState

MOST, LAST = 5, 2


def satisfaction_of(user, customer: Customer) -> dict | None:
    """The last answers of a customer, and whether somebody is looking after it. Two queries."""
    rows = access.visible_responses(user).filter(customer=customer).select_related("round")
    found = list(rows.order_by("-answered_at")[:MOST])
    if not found:
        return None
    alerts = access.visible_alerts(user).filter(customer=customer, state=AlertState.OPEN)
    points = [float(one.index) for one in reversed(found) if one.index is not None]
    return {"rows": found, "last": found[0], "alerts": list(alerts[:MOST]), "points": points}


def nps_answers(ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """The last two answers of customers to whether they recommend us, newest first. One query."""
    rows = Response.objects.filter(customer__in=ids).exclude(nps=None).order_by("-answered_at")
    found: dict[int, list[int]] = defaultdict(list)
    for customer, nps in rows.values_list("customer", "nps"):
        if len(found[customer]) < LAST:
            found[customer].append(nps)
    return found


def _is_offered(user, customer: Customer) -> bool:
    return access.may(user, "view")


CARD = customers.Panel(
    code="satisfaction.card", label=N_("满意度"), place=PanelPlace.RIGHT,
    template="satisfaction/card.html", context=satisfaction_of, is_offered=_is_offered,
    position=45,
)  # fmt: skip
