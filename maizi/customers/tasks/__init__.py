"""Background work of the archive, by noun."""

from .days import (
    care,
)
from .twins import (
    match_keys,
    sweep,
)
from .upkeep import (
    ask_to_verify,
)

__all__ = [
    "ask_to_verify",
    "care",
    "match_keys",
    "sweep",
]
