"""Screens of 三包."""

from .catalogue import catalogue, catalogue_confirm, catalogue_row, catalogue_version
from .public import check
from .units import (
    accept,
    acceptance,
    exchange,
    find,
    label,
    named,
    qr,
    repair,
    repair_new,
    scanned,
    take_back,
    unit,
    unit_new,
    units,
)
from .verdicts import ask, ask_free, choose, verdict

__all__ = [
    "accept", "acceptance", "ask", "ask_free", "catalogue", "catalogue_confirm",
    "catalogue_row", "catalogue_version", "check", "choose", "exchange", "find", "label", "named",
    "qr", "repair", "repair_new",
    "scanned", "take_back", "unit", "unit_new", "units", "verdict",
]  # fmt: skip
