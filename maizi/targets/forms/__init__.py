"""Forms of targets: what a board is about, the grid, a sheet of targets."""

from .asking import ask_board, ask_grid
from .grids import GridForm, SheetForm

__all__ = ["GridForm", "SheetForm", "ask_board", "ask_grid"]
