"""Decisions of the archive."""

from .activities import (
    CORRECTION_WINDOW,
    is_open_to_correction,
)
from .duplicates import (
    NOISE,
    SUFFIXES,
    Duplicate,
    Identity,
    Severity,
    duplicates_among,
    name_key,
)

__all__ = [
    "CORRECTION_WINDOW",
    "Duplicate",
    "Identity",
    "NOISE",
    "SUFFIXES",
    "Severity",
    "duplicates_among",
    "is_open_to_correction",
    "name_key",
]
