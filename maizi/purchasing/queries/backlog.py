"""What customers have ordered and nothing is reserved for: it has to be bought (I-5)."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal

from django.db.models import F, Min, Sum

from maizi.catalog.terms import ProductSort
from maizi.kernel.texts import N_
from maizi.sales.models import Order, OrderLine
from maizi.sales.terms import RUNNING
from maizi.stock.models import Reservation

from ..access import Demand
from ..rules.suggestions import Ask
from ..terms import DemandSort

KEPT = (ProductSort.GOODS, ProductSort.PART)
ZERO = Decimal(0)


def backlog(ids: Collection[int] | None = None) -> Iterator[Ask]:
    """Undelivered pieces of confirmed orders beyond what is reserved for them. Two queries."""
    lines = OrderLine.objects.filter(
        document__state__in=RUNNING, product__sort__in=KEPT, quantity__gt=F("delivered")
    )
    claims = Reservation.objects.filter(source_kind=Order._meta.label_lower)
    if ids is not None:
        lines, claims = lines.filter(product__in=ids), claims.filter(account__product__in=ids)
    reserved: dict[int, Decimal] = defaultdict(lambda: ZERO)
    sums = claims.order_by().values_list("account__product").annotate(Sum("quantity"))
    reserved.update(sums)
    open_lines = (
        lines.order_by()
        .values_list("product")
        .annotate(open=Sum(F("quantity") - F("delivered")), by=Min("promised_on"))
    )
    for product, pieces, needed_on in open_lines:
        short = pieces - reserved[product]
        if short > 0:
            yield Ask(product, DemandSort.BACKLOG, short, needed_on)


BACKLOG = Demand("backlog", N_("客户订单缺货"), backlog)
