"""Forms of 三包."""

from .asking import AskForm, FreeAskForm
from .importing import ImportForm
from .public import CheckForm
from .verbs import AcceptForm, ChooseForm, ConfirmForm, ExchangeForm

__all__ = [
    "AcceptForm", "AskForm", "CheckForm", "ChooseForm", "ConfirmForm", "ExchangeForm",
    "FreeAskForm", "ImportForm",
]  # fmt: skip
