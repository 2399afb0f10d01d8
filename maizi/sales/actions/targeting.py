"""Offer the same to many customers: one quote each, at each one's own prices (I-3, C-20)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import Quote
from .lines import Wanted, add_lines
from .quotes import start_quote

MOST_CUSTOMERS = 200


@transaction.atomic
def quote_many(row: Quote, customers: Iterable[Customer], *, by, batch: str) -> list[Quote]:
    """A draft for every customer with the goods and quantities of one quote; prices are looked up
    for each. Those who have one of this batch already get no second; persons who want no personal
    recommendations get none (PIPL 24): they are quoted one by one, as they ask.

    Raises Refused without a name for the batch, for nobody, and for a quote without lines.
    """
    batch, people = " ".join(batch.split())[:60], list(customers)
    if not batch:
        raise Refused(N_("请给这批报价起个名字，如“秋季滤芯促销”。"), field="batch")
    if not people:
        raise Refused(N_("请至少勾选一个客户。"), field="pk")
    if len(people) > MOST_CUSTOMERS:
        raise Refused(N_("一次最多给 {most} 个客户报价。"), most=MOST_CUSTOMERS, field="pk")
    wanted = _wanted(row)
    if not wanted:
        raise Refused(N_("{no} 还没有明细，请先加入商品。"), no=row.no)
    unwilling = queries.unwilling(people, now=timezone.now())
    people = [one for one in people if one.pk not in unwilling]
    if not people:
        raise Refused(N_("选中的客户都不要个性化推荐，请在他们询价时单独报价。"), field="pk")
    has_one = set(
        Quote.objects.filter(batch=batch, customer__in=people).values_list("customer", flat=True)
    )
    made = []
    for customer in people:
        if customer.pk in has_one:
            continue
        quote = start_quote(
            customer, by=by, title=row.title or batch, activity=row.activity, note=row.note,
            terms_days=row.terms_days, batch=batch,
        )  # fmt: skip
        add_lines(quote, wanted, by=by)
        made.append(quote)
    return made


def _wanted(row: Quote) -> list[Wanted]:
    """The single lines; what was put together as a bundle is offered to each one by hand."""
    lines = row.lines.filter(bundle=None).select_related("product")
    return [Wanted(line.product, line.quantity, note=line.note) for line in lines]
