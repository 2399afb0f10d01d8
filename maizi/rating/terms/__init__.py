"""Words of credit rating."""

from .cards import AUTOMATIC, FROM_LEDGER, CardSort, CardState, Factor, Measure, Serves
from .evaluations import (
    OPEN,
    EvaluationState,
    PaperKind,
    Ratio,
    ReviewState,
    StatementSpan,
    Trigger,
)
from .surveys import (
    Accounting,
    LocationType,
    OperationForm,
    PaymentAttitude,
    Repute,
    Settlement,
    Tenure,
)

__all__ = [
    "AUTOMATIC", "FROM_LEDGER", "OPEN", "Accounting", "CardSort", "CardState", "EvaluationState",
    "Factor", "LocationType", "Measure", "OperationForm", "PaperKind", "PaymentAttitude", "Ratio",
    "Repute", "ReviewState", "Serves", "Settlement", "StatementSpan", "Tenure", "Trigger",
]  # fmt: skip
