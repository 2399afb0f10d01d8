"""Who sees pieces at customers, repairs and verdicts, and what he may do with them."""

from .declared import (
    ACCEPTANCES,
    INSTALLED,
    NUMBERS,
    PARAMETERS,
    PUBLIC_FORM,
    REPAIRS,
    SANBAO,
    VERDICTS,
)
from .sight import (
    may,
    may_accept,
    may_judge,
    may_read,
    may_repair,
    may_set_up,
    sees_all,
    visible_acceptances,
    visible_catalogue,
    visible_repairs,
    visible_units,
    visible_verdicts,
    withheld_acceptances,
    withheld_units,
)

__all__ = [
    "ACCEPTANCES", "INSTALLED", "NUMBERS", "PARAMETERS", "PUBLIC_FORM", "REPAIRS", "SANBAO",
    "VERDICTS", "may", "may_accept", "may_judge", "may_read", "may_repair", "may_set_up",
    "sees_all", "visible_acceptances", "visible_catalogue", "visible_repairs", "visible_units",
    "visible_verdicts", "withheld_acceptances", "withheld_units",
]  # fmt: skip
