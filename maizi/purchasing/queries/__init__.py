"""Reads of purchasing that have a name."""

from .backlog import BACKLOG
from .drilling import month_of, names_of, price_chart, receipt_lines
from .ledger import (
    LedgerLine,
    ageing_of,
    allocations_seen,
    bills_seen,
    closed_until,
    open_for_bill,
    open_of,
    source_of,
    statement,
)
from .lookup import (
    Found,
    Typed,
    found_products,
    lines_seen,
    request_lines,
    shown_lines,
    supply_for,
)
from .papers import ORDER_PAPER
from .reports import REPORTS, Report, price_history, report
from .searching import SUPPLIERS
from .suggesting import Suggestion, coming, suggestions
from .suppliers import figures_of, on_time_of, panel_orders, written_by
from .work import counts, late_lines

__all__ = [
    "BACKLOG", "Found", "LedgerLine", "ORDER_PAPER", "REPORTS", "Report", "SUPPLIERS", "Suggestion",
    "Typed", "ageing_of", "allocations_seen", "bills_seen", "closed_until", "coming", "counts",
    "figures_of", "found_products", "late_lines", "lines_seen", "month_of", "names_of",
    "on_time_of", "open_for_bill", "open_of", "panel_orders", "price_chart", "price_history",
    "receipt_lines", "report", "request_lines", "shown_lines", "source_of", "statement",
    "suggestions", "supply_for", "written_by",
]  # fmt: skip
