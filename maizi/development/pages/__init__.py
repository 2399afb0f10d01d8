"""Plain pages of winning customers."""

from .accounts import (
    AGREEMENTS,
    GIFTS,
    KEY_PLANS,
)
from .deals import (
    OPPORTUNITIES,
    PIPELINES,
)
from .markets import (
    MARKETS,
    NEEDS,
)
from .visits import (
    VISITS,
)

__all__ = [
    "AGREEMENTS", "GIFTS", "KEY_PLANS", "MARKETS", "NEEDS", "OPPORTUNITIES", "PIPELINES",
    "VISITS",
]  # fmt: skip
