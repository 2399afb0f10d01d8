"""Words of receivables and credit."""

from .checking import ROLES_OF_LEVEL, ApprovalLevel, CreditGrade, CreditOutcome, ReasonCode
from .ledger import AgeBucket, DunningLevel, EntryKind, PayWay, StatementState, WriteOffState

__all__ = [
    "ROLES_OF_LEVEL", "AgeBucket", "ApprovalLevel", "CreditGrade", "CreditOutcome",
    "DunningLevel", "EntryKind", "PayWay", "ReasonCode", "StatementState", "WriteOffState",
]  # fmt: skip
