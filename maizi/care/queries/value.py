"""Where the value classes are cut, by what everybody bought in twelve months (H-2)."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from maizi.accounts.access import Written
from maizi.customers.access import Classifier
from maizi.customers.models import Customer
from maizi.customers.terms import ValueClass
from maizi.fields.queries import parameter
from maizi.sales.models import Order
from maizi.sales.terms import COUNTED

from ..models import ReturnPlan
from ..rules.value import Cuts, ranks
from .facts import is_done


def cuts_on(today: date) -> Cuts | None:
    """The least amounts of A, B and C; None when nobody has bought. Five queries."""
    done = Order.objects.filter(state__in=COUNTED).annotate(done=is_done()).filter(done=True)
    ever = Customer.objects.filter(archived_at=None, orders__in=done)
    count = ever.order_by().distinct().count()
    sums = done.filter(ordered_on__gte=today - timedelta(days=365), customer__archived_at=None)
    sums = sums.order_by().values("customer").annotate(total=Sum("net_yuan")).filter(total__gt=0)
    totals = sums.order_by("-total").values_list("total", flat=True)
    bought = sums.aggregate(n=Count("total"))["n"]
    if not bought:
        return None
    places = [min(rank, bought) for rank in ranks(count, parameter("value.abc"))]
    a, b, c = (totals[place - 1] for place in places)
    is_flat = count > 1 and bought == count and totals[0] == totals[bought - 1]
    return Cuts(a, b, c, is_flat)


def _class_of(customer_id: int) -> ValueClass | None:
    found = next(iter(_planned.rows(customer_id)), None)
    return ValueClass(found) if found else None


@Written
def _planned(customer_id: int) -> QuerySet:
    rows = ReturnPlan.objects.filter(customer=customer_id).order_by("pk")
    return rows.values_list("value_class", flat=True)[:1]


def _rows_of(value: ValueClass) -> Q:
    return Q(Exists(ReturnPlan.objects.filter(customer=OuterRef("pk"), value_class=value)))


CLASSIFIER = Classifier(of=_class_of, rows=_rows_of)
