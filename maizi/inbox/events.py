"""Facts that inbox announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TodoDone:
    """Somebody ticked a to-do off.

    source     which rule asked for it; "own" for one written by hand
    kind       model label of the record it was about, or ""
    object_id  that record's id, or 0
    """

    todo_id: int
    owner_id: int
    source: str
    kind: str
    object_id: int
