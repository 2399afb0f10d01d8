"""Forms of receivables: what was agreed, money that moves, statements."""

from .agreeing import AgreeForm, ClosingForm, LetterForm, ReasonForm
from .importing import ImportForm
from .money import (
    DayForm,
    PostingForm,
    ReceiptForm,
    RefundForm,
    ReverseForm,
    SharesForm,
    WriteOffForm,
)
from .statements import AnswerForm, PeriodForm

__all__ = [
    "AgreeForm", "AnswerForm", "ClosingForm", "DayForm", "ImportForm", "LetterForm",
    "PeriodForm", "PostingForm",
    "ReasonForm", "ReceiptForm", "RefundForm", "ReverseForm", "SharesForm",
    "WriteOffForm",
]  # fmt: skip
