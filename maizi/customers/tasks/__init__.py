"""Background work of the archive, by noun."""

from .days import care
from .upkeep import ask_to_verify

__all__ = [
    "ask_to_verify",
    "care",
]
