"""What may be done with files: store, attach, detach, sweep."""

from .attach import attach, detach
from .erasing import erase_files
from .store import store
from .sweep import sweep

__all__ = ["attach", "detach", "erase_files", "store", "sweep"]
