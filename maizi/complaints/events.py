"""Facts that complaints announce."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComplaintClosed:
    """A complaint was closed; `is_regained` says whether the customer is ours again (S001)."""

    complaint_id: int
    is_regained: bool | None
