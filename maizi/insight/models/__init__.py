"""What analyses found and people decided; the facts belong to other apps."""

from .facts import FactState, LineFact, OrderFact
from .results import Override, Placing, Run

__all__ = ["FactState", "LineFact", "OrderFact", "Override", "Placing", "Run"]
