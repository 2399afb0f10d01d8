"""Reads of stock that have a name."""

from .checking import flaws
from .counting import count_lines, count_totals, is_asked
from .levels import Level, available, levels_on, on_hand, value_as_of
from .panels import PRODUCT_STOCK
from .reports import ReportLine, report_lines
from .screens import (
    Shortage,
    accounts_of,
    closed_through,
    lines_of,
    lots_of,
    movements_of,
    not_good,
    path_of,
    pieces_called,
    pieces_there,
    points_of,
    shortages,
    sums_of,
    worth_of,
    written_by,
)

__all__ = [
    "Level", "PRODUCT_STOCK", "ReportLine", "Shortage", "accounts_of", "available",
    "closed_through", "count_lines", "count_totals", "flaws", "lots_of", "is_asked",
    "levels_on", "lines_of", "movements_of", "not_good", "on_hand", "path_of", "pieces_called",
    "pieces_there", "points_of", "report_lines", "shortages", "sums_of", "value_as_of",
    "worth_of", "written_by",
]  # fmt: skip
