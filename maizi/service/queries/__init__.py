"""Reads of service that have a name."""

from .documents import SHEET, filed_since, sheet_template
from .drawn import map_for
from .facts import active_plans, due_pieces, has_upkeep, installed_by, open_of
from .finding import caller, pieces_for, units_called
from .knowledge import articles_for, plan_for
from .lanes import Looked, dispatch_board, waiting_for
from .panels import CUSTOMER_STRIP, CUSTOMER_TAB
from .people import (
    desk_people,
    dispatchers,
    families_of,
    last_tried,
    loads_of,
    ranked_for,
    ranking_of,
    supervisors,
    technicians,
)
from .promises import (
    CODES,
    heat_of,
    matrix_for,
    nearest_to,
    own_matrix_units,
    place_of,
    versions_of,
)
from .queue import board_of, day_of, worst_open
from .showing import TRACK, reasons_in, shown_to, verbs_for

__all__ = [
    "CODES", "CUSTOMER_STRIP", "CUSTOMER_TAB", "Looked", "SHEET", "TRACK", "active_plans",
    "articles_for", "board_of", "caller", "day_of", "desk_people", "dispatch_board",
    "dispatchers", "due_pieces", "families_of", "filed_since", "has_upkeep", "heat_of",
    "installed_by", "last_tried", "loads_of", "map_for", "matrix_for", "nearest_to", "open_of",
    "own_matrix_units", "pieces_for", "place_of", "plan_for", "ranked_for", "ranking_of",
    "reasons_in", "sheet_template", "shown_to", "supervisors", "technicians", "units_called",
    "verbs_for", "versions_of", "waiting_for", "worst_open",
]  # fmt: skip
