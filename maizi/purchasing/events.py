"""Facts that purchasing announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoodsReceived:
    """Goods of a purchase order came into stock."""

    receipt_id: int
    order_id: int


@dataclass(frozen=True, slots=True)
class OrderPlaced:
    """A purchase order went to its supplier."""

    order_id: int
