"""Tables of 三包: the catalogue, pieces at customers, repairs, receipts, verdicts."""

from .acceptance import Acceptance
from .catalogue import CatalogueRow
from .repairs import Repair
from .units import Unit, money_field
from .verdicts import Verdict

__all__ = [
    "Acceptance", "CatalogueRow", "Repair", "Unit", "Verdict", "money_field",
]  # fmt: skip
