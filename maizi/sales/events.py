"""Facts that selling announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuoteAccepted:
    """A customer accepted a quote."""

    quote_id: int


@dataclass(frozen=True, slots=True)
class OrderConfirmed:
    """An order binds both sides now; credit and stock are set apart for it."""

    order_id: int


@dataclass(frozen=True, slots=True)
class TradeChanged:
    """What some orders bring changed: they count or no longer do, or something came back."""

    order_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OrderClosed:
    """An order is over: cancelled, closed short, or completed; `state` tells which."""

    order_id: int
    state: str


@dataclass(frozen=True, slots=True)
class DeliveryShipped:
    """Goods of an order left the house."""

    delivery_id: int


@dataclass(frozen=True, slots=True)
class DeliverySigned:
    """A customer signed for a delivery; 三包 and warranty periods begin."""

    delivery_id: int


@dataclass(frozen=True, slots=True)
class InvoiceIssued:
    """A sales invoice, blue or red, was issued."""

    invoice_id: int


@dataclass(frozen=True, slots=True)
class ReturnSettled:
    """A return or exchange is done with."""

    return_id: int
