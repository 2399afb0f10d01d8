"""Forms of service."""

from .field import WAITS, PartForm, ResultForm, StepForm, conduct_form
from .intake import CallerForm, TakeForm
from .setting import DutyForm, MatrixForm, SkillsForm, UnitForm
from .verbs import (
    AssignForm,
    CommitForm,
    ComplainForm,
    ConfirmForm,
    ContactForm,
    DecideForm,
    FollowUpForm,
    IncidentForm,
    MoveSlotForm,
    NoteForm,
    ReasonForm,
    SlotForm,
    TriageForm,
    UpkeepForm,
    VerbForm,
    WaitForm,
)

__all__ = [
    "AssignForm", "CallerForm", "CommitForm", "ComplainForm", "ConfirmForm", "ContactForm",
    "DecideForm", "DutyForm", "FollowUpForm", "IncidentForm", "MatrixForm", "MoveSlotForm",
    "NoteForm", "PartForm", "ReasonForm", "ResultForm", "SkillsForm", "SlotForm", "StepForm",
    "TakeForm", "TriageForm", "UnitForm", "UpkeepForm", "VerbForm", "WAITS", "WaitForm",
    "conduct_form",
]  # fmt: skip
