"""What an order is on credit with, and what it holds of its customer's limit (D-30)."""

from decimal import Decimal

from django.db.models import Sum

from maizi.credit.models import Reservation
from maizi.credit.queries import Wanted, deposit_of
from maizi.kernel.sources import Source

from ..models import Order, OrderLine
from ..rules.amounts import Amounts

NOTHING = Decimal(0)


def source_of(row: Order) -> Source:
    """What the apps below know an order by."""
    return Source(Order._meta.label_lower, row.pk, row.no)


def credit_part(row: Order) -> Decimal:
    """What of an order is still to come on credit: not paid ahead nor invoiced. Two queries."""
    invoiced = sum((line.invoiced_yuan for line in row.lines.all()), NOTHING)
    ahead = max(row.prepaid_yuan, deposit_of(source_of(row)))
    return max(row.amount_yuan - invoiced - max(ahead - invoiced, NOTHING), NOTHING)


def wanted_by(row: Order) -> Wanted:
    """What an order asks of its customer's credit. Four queries."""
    ahead = max(row.prepaid_yuan, deposit_of(source_of(row)))
    return Wanted(credit_part(row), row.terms_days, new_yuan(row), ahead)


def new_yuan(row: Order) -> Decimal:
    """Products of an order that its customer never ordered before, in yuan (D-3). One query."""
    others = Order.objects.filter(customer=row.customer_id, confirmed_at__isnull=False)
    known = OrderLine.objects.filter(document__in=others.exclude(pk=row.pk)).values("product")
    lines = row.lines.exclude(product__in=known)
    return lines.aggregate(total=Sum("amount_yuan"))["total"] or NOTHING


def held_by(row: Order) -> Decimal:
    """What an order holds now. One query."""
    source = source_of(row)
    rows = Reservation.objects.filter(source_kind=source.kind, source_id=source.id)
    return rows.values_list("amount_yuan", flat=True).first() or NOTHING


def taken_of(line: OrderLine) -> Amounts:
    """What of a line's amounts is invoiced."""
    return Amounts(line.invoiced_yuan, line.invoiced_tax_yuan)
