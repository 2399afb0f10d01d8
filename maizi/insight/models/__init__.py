"""What analyses found and people decided; the facts belong to other apps."""

from .copies import FactChange, FactCopy
from .facts import FactState, LineFact, OrderFact
from .results import Override, Placing, Run

__all__ = [
    "FactChange", "FactCopy", "FactState", "LineFact", "OrderFact", "Override", "Placing", "Run",
]  # fmt: skip
