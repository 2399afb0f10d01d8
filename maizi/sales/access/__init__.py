"""Who sees quotes, orders, deliveries, invoices and returns, and what he may do with them."""

from .declared import (
    ANSWERED,
    DELIVERY,
    DONE,
    INVOICE,
    NUMBERS,
    ORDER,
    PARAMETERS,
    QUOTE,
    RETURN,
    RETURN_CASE,
    SELL_CHEAP,
    SELL_ON_CREDIT,
    SUBJECT_OF,
    declare_price_promise,
    declare_quote_check,
    promised_prices,
    quote_objection,
)
from .issuing import Issued, Issuer, declare_issuer, issuers
from .sight import (
    may,
    may_deliver,
    may_invoice,
    may_quote,
    may_return,
    may_solution,
    may_write_solution,
    visible_deliveries,
    visible_invoices,
    visible_order_lines,
    visible_orders,
    visible_quote_lines,
    visible_quotes,
    visible_returns,
    visible_solutions,
)

__all__ = [
    "ANSWERED", "DELIVERY", "DONE", "INVOICE", "Issued", "Issuer", "NUMBERS", "ORDER",
    "PARAMETERS", "QUOTE", "RETURN", "RETURN_CASE", "SELL_CHEAP", "SELL_ON_CREDIT", "SUBJECT_OF",
    "declare_issuer", "declare_price_promise", "declare_quote_check", "issuers", "may",
    "may_deliver", "may_invoice", "may_quote", "may_return", "may_solution",
    "may_write_solution", "promised_prices",
    "quote_objection", "visible_deliveries", "visible_invoices",
    "visible_order_lines", "visible_orders", "visible_quote_lines", "visible_quotes",
    "visible_returns", "visible_solutions",
]  # fmt: skip
