"""Tables of selling."""

from .deliveries import Delivery, DeliveryLine
from .invoices import Invoice, InvoiceLine
from .orders import Milestone, Order, OrderLine
from .quotes import Quote, QuoteLine
from .returns import Return, ReturnLine
from .solutions import Solution

__all__ = [
    "Delivery", "DeliveryLine", "Invoice", "InvoiceLine", "Milestone", "Order", "OrderLine",
    "Quote", "QuoteLine", "Return", "ReturnLine", "Solution",
]  # fmt: skip
