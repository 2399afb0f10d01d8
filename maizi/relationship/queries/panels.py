"""The relation with a customer, and what ties it to us, as tabs on its page."""

from django.urls import reverse
from django.utils import timezone

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..terms import State
from .partnership import links_of, steps_of
from .promises import promises_of
from .trials import trial_of

MOST_SHOWN = 12


def relation_of(user, customer: Customer) -> dict | None:
    """The evaluations of a customer, newest first. One query."""
    if not access.may(user, "view"):
        return None
    rows = access.visible_evaluations(user).filter(customer=customer)
    found = list(rows.select_related("by", "reviewed_by")[:MOST_SHOWN])
    return {
        "customer": customer, "rows": found, "may_write": access.may(user, "write"),
        "open": next((one for one in found if one.state != State.APPROVED), None),
        "newest": next((one for one in found if one.state == State.APPROVED), None),
    }  # fmt: skip


TAB = customers.Panel(
    code="relationship.all", label=N_("关系评估"), place=PanelPlace.TAB,
    template="relationship/tab.html", context=relation_of,
    is_offered=lambda user, customer: access.may(user, "view") and customer.pool_id is None,
    position=28,
)  # fmt: skip


def partner_of(user, customer: Customer) -> dict | None:
    """What was promised to a customer, steps to partnership, links, trial user. Seven queries."""
    if not access.may(user, "read"):
        return None
    links, hidden = links_of(user, customer)
    return {
        "customer": customer, "may_write": access.may(user, "write"),
        "today": timezone.localdate(), "promises": promises_of(user, customer),
        "steps": steps_of(user, customer), "links": links, "hidden": hidden,
        "trial": trial_of(user, customer),
    }  # fmt: skip


def _promise_address(user, customer: Customer) -> str | None:
    if customer.pool_id is not None or not access.may(user, "write"):
        return None
    return reverse("relationship:promise_new", args=[customer.pk])


PARTNER_TAB = customers.Panel(
    code="relationship.partner", label=N_("伙伴关系"), place=PanelPlace.TAB,
    template="relationship/partner.html", context=partner_of,
    is_offered=lambda user, customer: access.may(user, "read") and customer.pool_id is None,
    position=29,
)  # fmt: skip
PROMISE_ONWARD = customers.Onward(
    code="relationship.promise", sources=frozenset({"activity"}), label=N_("登记承诺"),
    icon="hand-stop", address=_promise_address,
)  # fmt: skip
