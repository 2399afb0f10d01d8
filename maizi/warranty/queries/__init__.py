"""Reads of 三包 that have a name; the service above asks `verdict_of`."""

from ..rules.facts import Claim, Facts, Option, Ruling
from .asking import Judged, Question, facts_of, is_consumer, verdict_of
from .catalogue import is_confirmed, named_of, parts_of, row_for, rows_named
from .dating import dated
from .documents import RECEIPT, UNIT_PRINTS
from .finding import found_by, imported_by, open_unit, serial_read, unit_behind, units_called
from .keeping import kept, restored
from .panels import CUSTOMER_STRIP, CUSTOMER_TAB
from .screens import unit_shown, verdict_shown
from .searching import UNITS
from .shown import Shown, cover_of, gaps_of, options_of, rows_of, shown

__all__ = [
    "CUSTOMER_STRIP", "CUSTOMER_TAB", "Claim", "Facts", "Judged", "Option", "Question",
    "RECEIPT", "Ruling", "Shown", "UNITS", "UNIT_PRINTS", "cover_of", "dated", "facts_of",
    "found_by", "gaps_of", "imported_by", "is_confirmed", "is_consumer", "kept", "named_of",
    "open_unit", "options_of", "parts_of", "restored", "row_for", "rows_named", "rows_of",
    "serial_read", "shown", "unit_behind", "unit_shown", "units_called", "verdict_of",
    "verdict_shown",
]  # fmt: skip
