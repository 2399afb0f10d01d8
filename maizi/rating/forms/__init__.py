"""Forms of rating."""

from .cards import CriterionForm, TraitForm, WeightsForm
from .dossiers import PaperForm, RaiseForm, TestForm
from .evaluating import (
    AnswerForm,
    BeginForm,
    InviteForm,
    MarksForm,
    ParagraphsForm,
    ReasonForm,
    RecheckForm,
    SubmitForm,
)
from .importing import BookImportForm, StatementImportForm

__all__ = [
    "AnswerForm", "BeginForm", "BookImportForm", "CriterionForm", "InviteForm",
    "TraitForm", "MarksForm", "PaperForm", "ParagraphsForm", "RaiseForm", "ReasonForm",
    "RecheckForm", "StatementImportForm", "SubmitForm", "TestForm", "WeightsForm",
]  # fmt: skip
