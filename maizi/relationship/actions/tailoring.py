"""What is known and done for one customer alone (C-20)."""

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import CategorySpend, CustomOffer
from ..rules.one import check_offer, check_spend

SPENT, OFFERED = N_("品类采购额"), N_("定制方案")


@transaction.atomic
def note_spend(row: CategorySpend, customer: Customer, *, by) -> CategorySpend:
    """Write down what a customer spends in a category. Raises Refused without right or source."""
    _may_write(customer, by)
    check_spend(row.heard_from, row.on, timezone.localdate())
    row.customer, row.by = customer, by
    row.save()
    told = f"{row.category} {row.yearly_yuan:,.2f}"
    record(customer, verb=SPENT, by=by, changes={SPENT: [None, told]})
    return row


@transaction.atomic
def note_offer(row: CustomOffer, customer: Customer, *, by) -> CustomOffer:
    """Write down an offer made for a customer alone. Raises Refused in none of the five forms, and
    for a quote of somebody else's."""
    _may_write(customer, by)
    forms = (row.is_bundle, row.is_menu, row.is_flexible, row.is_booking, row.is_payment)
    check_offer(row.text, forms, row.on, timezone.localdate())
    if row.quote is not None and row.quote.customer_id != customer.pk:
        raise Refused(N_("这张报价单不是给这位客户的。"), field="quote")
    row.customer, row.by = customer, by
    row.save()
    record(customer, verb=OFFERED, by=by, changes={OFFERED: [None, row.text]})
    return row


def _may_write(customer: Customer, by) -> None:
    is_seen = access.visible_kept(by).filter(pk=customer.pk).exists()
    if not is_seen or not access.may(by, "write"):
        raise Refused(N_("您不能为“{name}”登记。请联系其负责人。"), name=customer.name)
