"""Forms of winning customers that are more than a record's fields."""

from .accounts import (
    ClaimForm,
    CompareForm,
    FactorsForm,
    LetterForm,
    MethodForm,
    ObligationForm,
    PartForm,
    TradeForm,
    TurnForm,
    WorthForm,
)
from .deals import (
    AssignForm,
    CloseForm,
    RecordForm,
    StagesForm,
)
from .markets import (
    GoalForm,
    MarketForm,
    ScreenForm,
)
from .visits import (
    DiscussForm,
    MaterialsForm,
    ReasonForm,
    ReportForm,
    SpotForm,
)

__all__ = [
    "AssignForm", "ClaimForm", "CloseForm", "CompareForm", "DiscussForm", "FactorsForm",
    "GoalForm", "LetterForm", "MarketForm", "MaterialsForm", "MethodForm", "ObligationForm",
    "PartForm", "ReasonForm", "RecordForm", "ReportForm", "ScreenForm", "SpotForm",
    "StagesForm", "TradeForm", "TurnForm", "WorthForm",
]  # fmt: skip
