"""Words of personal information: bases, consents, requests, registers."""

from .asking import Relation, RequestKind, RequestState
from .consents import PUSH, Answer, Basis, ConsentKind, Obtained, Way
from .keeping import AskState, BreachLevel, Outcome, ProcessorKind, Verdict

__all__ = [
    "PUSH", "Answer", "AskState", "Basis", "BreachLevel", "ConsentKind", "Obtained", "Outcome",
    "ProcessorKind", "Relation", "RequestKind", "RequestState", "Verdict", "Way",
]  # fmt: skip
