"""Trials and questions to experts of a customer: a tab, and what is begun from other records."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.texts import N_

from .. import access
from ..models import ExpertReply

MOST_SHOWN = 20


def presales_of(user, customer: Customer) -> dict | None:
    """The latest trials and questions of a customer. Three queries."""
    if not access.may(user, "read"):
        return None
    trials = access.visible_trials(user).filter(customer=customer)
    requests = access.visible_requests(user).filter(customer=customer)
    replies = Prefetch("replies", ExpertReply.objects.select_related("expert"))
    return {
        "customer": customer, "today": timezone.localdate(),
        "trials": list(trials.select_related("product", "owner", "order")[:MOST_SHOWN]),
        "requests": list(requests.select_related("owner").prefetch_related(replies)[:MOST_SHOWN]),
        "may_lend": access.may(user, "lend"), "may_ask": access.may(user, "ask"),
    }  # fmt: skip


def _begun(right: str, name: str):
    def address(user, customer: Customer) -> str | None:
        if customer.pool_id is not None or not access.may(user, right):
            return None
        return reverse(name, args=[customer.pk])

    return address


TAB = customers.Panel(
    code="presales.all", label=N_("试用与专家支持"), place=PanelPlace.TAB,
    template="presales/tab.html", context=presales_of,
    is_offered=lambda user, customer: access.may(user, "read") and customer.pool_id is None,
    position=26,
)  # fmt: skip
LEND_ONWARD = customers.Onward(
    code="presales.lend", sources=frozenset({"opportunity"}), label=N_("借出试用"),
    icon="package", address=_begun("lend", "presales:trial_of"),
)  # fmt: skip
ASK_ONWARD = customers.Onward(
    code="presales.ask", sources=frozenset({"activity", "opportunity"}), label=N_("请专家支持"),
    icon="bulb", address=_begun("ask", "presales:request_of"),
)  # fmt: skip
