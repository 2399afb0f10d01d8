"""What may be done with files: store, attach, detach, sweep."""

from .attach import attach, detach
from .store import store
from .sweep import sweep

__all__ = ["attach", "detach", "store", "sweep"]
