"""Keep the index in step with the records."""

from .keep import drop, index, index_many, rebuild

__all__ = ["drop", "index", "index_many", "rebuild"]
