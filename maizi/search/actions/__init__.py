"""Keep the index in step with the records."""

from .anew import empty, rebuild, rebuild_all, renew
from .keep import drop, forget_next, index, index_many

__all__ = ["drop", "empty", "forget_next", "index", "index_many", "rebuild", "rebuild_all", "renew"]
