"""Facts that credit announces."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReceiptPosted:
    """Money of a customer came in; what it paid for is in the ledger."""

    entry_id: int
    customer_id: int


@dataclass(frozen=True, slots=True)
class GradeApplied:
    """A customer's credit grade took effect; what it was and is, is in the row."""

    applied_id: int
    customer_id: int
