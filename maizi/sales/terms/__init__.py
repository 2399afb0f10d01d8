"""Words of selling: quotes, orders, deliveries, invoices, returns."""

from .deliveries import GONE, INSIDE, DeliveryState
from .invoices import InvoiceKind, InvoiceState
from .orders import COUNTED, INTERNAL, RUNNING, Happening, Invoicing, OrderState
from .quotes import OPEN_QUOTES, QuoteState
from .returns import RefundWay, ReturnReason, ReturnSort, ReturnState, ReturnVerdict

__all__ = [
    "COUNTED", "GONE", "INSIDE", "INTERNAL", "OPEN_QUOTES", "RUNNING", "DeliveryState",
    "Happening", "InvoiceKind", "InvoiceState", "Invoicing", "OrderState", "QuoteState",
    "RefundWay", "ReturnReason", "ReturnSort", "ReturnState", "ReturnVerdict",
]  # fmt: skip
