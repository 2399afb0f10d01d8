"""Reads of spare parts that have a name."""

from .board import BOARD, Board, board_of
from .demand import DEMAND, buyers, in_force
from .facts import Uses, region_by_unit, replaced, units_out, uses_up_to, window_of
from .material import material_of, pieces_of
from .measures import Measures, measures_of, span_within, usual_span
from .part import Shown, part_shown
from .plans import Grid, PlanShown, bases_of, grid_of, imported_by, plan_shown, usual_values
from .stores import Stocks, stocks_of

__all__ = [
    "BOARD", "Board", "DEMAND", "Grid", "Measures", "PlanShown", "Shown", "Stocks", "Uses",
    "bases_of", "board_of", "buyers", "grid_of", "imported_by", "in_force", "material_of",
    "measures_of", "part_shown", "pieces_of", "plan_shown", "region_by_unit", "replaced",
    "span_within", "stocks_of", "units_out", "uses_up_to", "usual_span", "usual_values",
    "window_of",
]  # fmt: skip
