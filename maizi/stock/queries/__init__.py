"""Reads of stock that have a name."""

from .levels import Level, available, on_hand, value_as_of

__all__ = ["Level", "available", "on_hand", "value_as_of"]
