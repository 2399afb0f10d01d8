"""Forms of selling that are more than a record's fields."""

from .documents import (
    AnswerForm,
    BillForm,
    IssueForm,
    ManyForm,
    PiecesForm,
    RedForm,
    ReturnForm,
    SettleForm,
    warehouse_choice,
)
from .importing import ImportForm
from .lines import ChangeForm, LineForm, PasteForm
from .reports import Asked, ask_report

__all__ = [
    "AnswerForm", "Asked", "BillForm", "ChangeForm", "ImportForm", "IssueForm", "LineForm",
    "ManyForm", "PasteForm", "PiecesForm", "RedForm", "ReturnForm", "SettleForm", "ask_report",
    "warehouse_choice",
]  # fmt: skip
