"""Reads of targets and commission that have a name."""

from .boards import Board, BoardRow, Chosen, below, board_of, names_chosen
from .commissions import earned_by, facts_of, lines_of
from .grids import Grid, GridRow, grid_of, names_in
from .sold import Which, achieved_by, basis, documents_behind, is_taxed, sold_by_product

__all__ = [
    "Board", "BoardRow", "Chosen", "Grid", "GridRow", "Which", "achieved_by", "basis", "below",
    "board_of", "documents_behind", "earned_by", "facts_of", "grid_of", "is_taxed", "lines_of",
    "names_chosen", "names_in", "sold_by_product",
]  # fmt: skip
