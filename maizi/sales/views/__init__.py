"""Screens of selling with more than the plain pages."""

from .deliveries import deliveries, delivery, delivery_act
from .entry import add, bundle, change, paste, price, products, remove, reprice
from .invoices import invoice, invoice_drop, invoice_issue, invoice_redden, invoices
from .orders import bill, deliver, order, order_act, order_new, orders, take_back
from .public import offer, track
from .quotes import quote, quote_act, quote_convert, quote_many, quote_new, quotes
from .reports import report_export, report_lines, reports
from .returns import return_, return_act, return_settle, returns
from .solutions import solution, solution_begin

__all__ = [
    "add", "bill", "bundle", "change", "deliver", "deliveries", "delivery", "delivery_act",
    "invoice", "invoice_drop", "invoice_issue", "invoice_redden", "invoices", "offer", "order",
    "order_act", "order_new", "orders", "paste", "price", "products", "quote", "quote_act",
    "quote_convert", "quote_many", "quote_new", "quotes", "remove", "report_export",
    "report_lines", "reports", "reprice", "return_", "return_act", "return_settle", "returns",
    "solution", "solution_begin", "take_back", "track",
]  # fmt: skip
