"""Which groups of customers somebody belongs to: the one door to value class and KA status."""

from maizi.customers.models import Customer
from maizi.customers.terms import KaStatus

from ..terms import CustomerGroup


def groups_of(customer: Customer | None) -> frozenset[CustomerGroup]:
    """The groups whose price lists hold for a customer; none without a customer (I-2, D-11).

    The value class counts as soon as the archive keeps one (letters A–D in `value_class`).
    """
    if customer is None:
        return frozenset()
    found = {CustomerGroup.KEY} if customer.ka_status == KaStatus.KEY else set()
    letter = str(getattr(customer, "value_class", "") or "").lower()
    found |= {group for group in CustomerGroup if group.value == f"value_{letter}"}
    return frozenset(found)
