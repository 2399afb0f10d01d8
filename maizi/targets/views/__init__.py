"""Screens of targets and commission: parse, may, act, answer."""

from .boards import board, board_export, documents
from .commission import (
    commission,
    commission_export,
    commissions,
    compute,
    mine,
    submit,
)
from .grids import grid, grid_sheet

__all__ = [
    "board", "board_export", "commission", "commission_export", "commissions", "compute",
    "documents", "grid", "grid_sheet", "mine", "submit",
]  # fmt: skip
