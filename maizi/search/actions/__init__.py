"""Keep the index in step with the records."""

from .keep import drop, index, index_many
from .rebuild import rebuild, rebuild_all

__all__ = ["drop", "index", "index_many", "rebuild", "rebuild_all"]
