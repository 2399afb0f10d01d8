"""Forms of complaints."""

from .intake import CallerForm, TakeForm
from .public import FollowForm, TellForm
from .reports import AnalysisForm, EffectForm, PeriodForm
from .rows import FixForm, ProposeForm
from .verbs import (
    AgreeForm,
    AnalyseForm,
    AppraiseForm,
    CloseForm,
    ConfirmForm,
    ContactForm,
    DismissForm,
    FinishForm,
    HandOffForm,
    InvestigateForm,
    LessonForm,
    NoteForm,
    PromiseForm,
    ReasonForm,
    SubmitForm,
    SuspectForm,
    TakeOverForm,
    VerbForm,
    WaitForm,
)

__all__ = [
    "AgreeForm", "AnalyseForm", "AnalysisForm", "AppraiseForm", "CallerForm", "CloseForm",
    "ConfirmForm", "ContactForm", "DismissForm", "EffectForm", "FinishForm", "FixForm",
    "FollowForm", "HandOffForm", "InvestigateForm", "LessonForm", "NoteForm", "PeriodForm",
    "PromiseForm", "ProposeForm", "ReasonForm", "SubmitForm", "SuspectForm", "TakeForm",
    "TakeOverForm", "TellForm", "VerbForm", "WaitForm",
]  # fmt: skip
