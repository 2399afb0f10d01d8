"""Reads of selling that have a name."""

from .credit import credit_part, held_by, source_of, wanted_by
from .finding import product_named, products_like, sellable_products
from .links import (
    is_answerable,
    order_address,
    order_behind,
    quote_address,
    quote_behind,
    token_of,
)
from .panels import TRADE, Bought, bought_by
from .prints import DELIVERY_PRINT, ORDER_PRINT, QUOTE_PRINT
from .reds import reds_for
from .reports import HEADS as REPORT_HEADS
from .reports import MOST_ROWS, REPORTS, names_of, report, sold_lines
from .searching import ORDERS, QUOTES
from .shown import (
    case_about,
    deliveries_of,
    invoices_of,
    lines_of,
    margin_of,
    milestones_of,
    returns_of,
    steps_of,
    versions_of,
    written_by,
)
from .wishes import left_out, unwilling

__all__ = [
    "DELIVERY_PRINT", "MOST_ROWS", "ORDERS", "ORDER_PRINT", "QUOTES", "QUOTE_PRINT", "REPORTS",
    "REPORT_HEADS", "TRADE", "Bought", "bought_by", "case_about", "credit_part",
    "deliveries_of", "held_by", "invoices_of", "is_answerable", "left_out", "lines_of",
    "margin_of", "milestones_of", "names_of", "order_address", "order_behind", "product_named",
    "products_like", "quote_address", "quote_behind", "reds_for", "report", "returns_of",
    "sellable_products", "sold_lines", "source_of", "steps_of", "token_of", "unwilling",
    "versions_of", "wanted_by", "written_by",
]  # fmt: skip
