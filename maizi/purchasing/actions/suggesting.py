"""Suggestions turned into requests or orders with one click (I-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.catalog.models import Product
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import PurchaseOrder, PurchaseRequest, Supplier
from ..rules.suggestions import expected_day
from ..terms import DemandSort
from .lines import NewLine
from .orders import OrderDraft, save_order
from .requests import RequestDraft, save_request

REASON = N_("按采购建议")


@dataclass(frozen=True, slots=True)
class Pick:
    """A suggestion as somebody took it: perhaps more or less, perhaps from somebody else."""

    product: Product
    quantity: Decimal
    supplier: Supplier | None = None


@transaction.atomic
def take_suggestions(
    picks: Sequence[Pick], *, by, as_request: bool = False
) -> tuple[list[PurchaseOrder | PurchaseRequest], list[str]]:
    """Make a draft order for each supplier, or one request; (what was made, names left out).

    Products are locked and looked at again: what somebody else has just ordered is left out.
    Raises Refused when nothing is left, and for a product that nobody supplies.
    """
    ids = sorted(pick.product.pk for pick in picks)
    list(Product.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    still = {row.product.pk: row for row in queries.suggestions(ids)}
    left_out = [pick.product.name for pick in picks if pick.product.pk not in still]
    picks = [pick for pick in picks if pick.product.pk in still and pick.quantity > 0]
    if not picks:
        raise Refused(N_("这些商品已经不缺了：可能刚有人下过单。请刷新采购建议。"))
    if as_request:
        return [_request(picks, still, by=by)], left_out
    return _orders(picks, still, by=by), left_out


def _request(picks: Sequence[Pick], still: dict, *, by) -> PurchaseRequest:
    sorts = {reason for pick in picks for reason in still[pick.product.pk].reasons}
    sort = sorts.pop() if len(sorts) == 1 else DemandSort.MANUAL
    days = [still[p.product.pk].needed_on for p in picks if still[p.product.pk].needed_on]
    lines = [NewLine(p.product, p.quantity, supplier=p.supplier) for p in picks]
    draft = RequestDraft(REASON, lines, needed_on=min(days, default=None), sort=sort)
    return save_request(None, draft, by=by)


def _orders(picks: Sequence[Pick], still: dict, *, by) -> list[PurchaseOrder]:
    today = timezone.localdate()
    baskets: dict[int, tuple[Supplier, list[Pick]]] = {}
    for pick in picks:
        supplier = pick.supplier or still[pick.product.pk].supplier
        if supplier is None:
            raise Refused(
                N_("“{product}”还没有供应商。请选择一家，或先给它定供货价。"),
                product=pick.product.name,
            )  # fmt: skip
        baskets.setdefault(supplier.pk, (supplier, []))[1].append(pick)
    made = []
    for supplier, wanted in baskets.values():
        lines = []
        for pick in wanted:
            row = still[pick.product.pk]
            day = expected_day(today, supplier.lead_days, row.needed_on)
            price = None if row.supply_of(supplier) else pick.product.cost_yuan
            lines.append(NewLine(pick.product, pick.quantity, price, expected_on=day))
        draft = OrderDraft(supplier, lines, expected_on=max(n.expected_on for n in lines))
        made.append(save_order(None, draft, by=by))
    return made
