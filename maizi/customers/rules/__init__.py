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
from .verification import CLASSES, due_day, schedule_class, way_of

__all__ = [
    "CLASSES",
    "CORRECTION_WINDOW",
    "Duplicate",
    "Identity",
    "NOISE",
    "SUFFIXES",
    "Severity",
    "due_day",
    "duplicates_among",
    "is_open_to_correction",
    "name_key",
    "schedule_class",
    "way_of",
]
