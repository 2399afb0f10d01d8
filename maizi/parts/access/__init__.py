"""Who sees and does what with spare parts (M-2, M-3).

Parts and their plans are the company's: whoever reads them reads all of them. What they are
reckoned from is shown in sums only, never by customer.
"""

from .declared import DECIDED, NUMBERS, PARAMETERS, SPARE, SUBJECT, TO_ORDER
from .sight import (
    may,
    may_set_up,
    visible_fittings,
    visible_lines,
    visible_parts,
    visible_past_use,
    visible_plans,
    visible_rates,
    visible_regions,
)

__all__ = [
    "DECIDED", "NUMBERS", "PARAMETERS", "SPARE", "SUBJECT", "TO_ORDER", "may", "may_set_up",
    "visible_fittings", "visible_lines", "visible_parts", "visible_past_use", "visible_plans",
    "visible_rates", "visible_regions",
]  # fmt: skip
