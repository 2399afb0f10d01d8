"""DuckDB over the live SQLite file, in a process of its own (docs/decisions/0021-insight.md)."""

from .asking import faster_rows, grouped_by
from .running import child_pid, stop

__all__ = ["faster_rows", "child_pid", "stop", "grouped_by"]
