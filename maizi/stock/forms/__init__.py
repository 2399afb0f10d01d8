"""Forms of stock that are more than a record's fields."""

from .entry import HeadForm, Row, blank_rows, read_rows
from .importing import OpeningForm
from .small import BinForm, ClosingForm, CountForm, CountLineForm, PointForm, ReportForm

__all__ = [
    "BinForm", "ClosingForm", "CountForm", "CountLineForm", "HeadForm", "OpeningForm", "PointForm",
    "ReportForm", "Row", "blank_rows", "read_rows",
]  # fmt: skip
