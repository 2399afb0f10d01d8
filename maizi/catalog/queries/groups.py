"""Which groups of customers somebody belongs to: the one door to value class and KA status."""

from maizi.customers.access import value_class_of
from maizi.customers.models import Customer
from maizi.customers.terms import KaList, KaStatus

from ..terms import CustomerGroup


def groups_of(customer: Customer | None) -> frozenset[CustomerGroup]:
    """The groups whose price lists hold for a customer; none without a customer (I-2, D-11).

    The black list blocks what key accounts are preferred by, not their orders (D-10).
    The value class is the one that care plans by (H-2). One query.
    """
    if customer is None:
        return frozenset()
    is_preferred = customer.ka_status == KaStatus.KEY and customer.ka_list != KaList.BLACK
    found = {CustomerGroup.KEY} if is_preferred else set()
    value = value_class_of(customer.pk)
    found |= {group for group in CustomerGroup if value and group.value == f"value_{value}"}
    return frozenset(found)
