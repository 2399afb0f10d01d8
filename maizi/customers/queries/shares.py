"""Our part of what customers buy, as somebody found out (C-2, C-20)."""

from collections.abc import Collection
from decimal import Decimal

from ..models import ProfileValue

OUR_SHARE = "our_share"


def our_shares(ids: Collection[int] | None = None) -> dict[int, Decimal]:
    """Customer -> our share of its purchases, 0–1, of those whose share is known. One query.

    ids  None for every customer
    """
    rows = ProfileValue.objects.filter(attribute=OUR_SHARE, contact=None).exclude(text="")
    if ids is not None:
        rows = rows.filter(customer__in=ids)
    return {pk: Decimal(text) for pk, text in rows.values_list("customer", "text")}
