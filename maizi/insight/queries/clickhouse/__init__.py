"""ClickHouse over a copy of the facts (docs/decisions/0025-clickhouse.md)."""

from .asking import copied_rows, has_copy, leave_alone, may_be_asked, state_of_copy
from .seen import Seen
from .talking import Unfit, told_mark, write

__all__ = [
    "Seen", "Unfit", "copied_rows", "has_copy", "leave_alone", "may_be_asked", "state_of_copy",
    "told_mark", "write",
]  # fmt: skip
