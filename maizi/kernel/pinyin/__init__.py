"""How Chinese characters are read, from a small table of our own (scripts/pinyin_table.py)."""

from .readings import Readings, readings, spelled
from .tables import syllables, tables

__all__ = ["Readings", "readings", "spelled", "syllables", "tables"]
