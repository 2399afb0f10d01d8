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
from .panels import CARD_FACTS, TRADE, Bought, bought_by
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
from .solutions import (
    SOLUTION_PRINT,
    lacks_of,
    parts_of,
    solution_beside,
    solution_of_line,
)
from .wishes import left_out, unwilling

__all__ = [
    "CARD_FACTS", "DELIVERY_PRINT", "MOST_ROWS", "ORDERS", "ORDER_PRINT", "QUOTES", "QUOTE_PRINT",
    "REPORTS", "REPORT_HEADS", "SOLUTION_PRINT", "TRADE", "Bought", "bought_by", "case_about",
    "credit_part", "deliveries_of", "held_by", "invoices_of", "is_answerable", "lacks_of",
    "left_out", "lines_of", "margin_of", "milestones_of", "names_of", "order_address",
    "order_behind", "parts_of", "product_named", "products_like", "quote_address", "quote_behind",
    "reds_for", "report", "returns_of", "sellable_products", "sold_lines", "solution_beside",
    "solution_of_line", "source_of", "steps_of", "token_of", "unwilling", "versions_of",
    "wanted_by", "written_by",
]  # fmt: skip
