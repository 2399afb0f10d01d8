"""Forms of presales."""

from .support import (
    AnswerForm,
    CloseForm,
    DeclineForm,
    InviteForm,
    ShareForm,
    expert_field,
    people_of,
)
from .trials import (
    BuyForm,
    CancelForm,
    ExtendForm,
    HandForm,
    HearForm,
    LoseForm,
    ReturnForm,
)

__all__ = [
    "AnswerForm", "BuyForm", "CancelForm", "CloseForm", "DeclineForm", "ExtendForm", "HandForm",
    "HearForm", "InviteForm", "LoseForm", "ReturnForm", "ShareForm", "expert_field", "people_of",
]  # fmt: skip
