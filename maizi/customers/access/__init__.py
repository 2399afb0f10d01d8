"""Who sees which customers and what he may do with them (M-3)."""

from .days import (
    visible_days,
)
from .declared import (
    ACCESS_ASKED,
    ACCESS_DECIDED,
    CARE_DUE,
    CUSTOMER,
    MENTIONED,
    NUMBERS,
)
from .panels import (
    Panel,
    declare_panel,
    declared_tab,
    filled_panels,
    panels_at,
)
from .references import (
    Reference,
    declare_foldable,
    declare_reference,
    declare_stopping,
    is_foldable,
    is_settled,
    references,
)
from .relations import (
    visible_relations,
    visible_standings,
)
from .sight import (
    ROW_VERBS,
    facts_of,
    may,
    may_contact,
    reasons_to_see,
    visible_activities,
    visible_addresses,
    visible_contacts,
    visible_customers,
    visible_merges,
    visible_phrases,
    visible_pools,
    visible_requests,
    visible_tags,
)

__all__ = [
    "ACCESS_ASKED",
    "ACCESS_DECIDED",
    "CARE_DUE",
    "CUSTOMER",
    "MENTIONED",
    "NUMBERS",
    "Panel",
    "ROW_VERBS",
    "Reference",
    "declare_foldable",
    "declare_panel",
    "declare_reference",
    "declare_stopping",
    "declared_tab",
    "facts_of",
    "filled_panels",
    "is_foldable",
    "is_settled",
    "may",
    "may_contact",
    "panels_at",
    "reasons_to_see",
    "references",
    "visible_activities",
    "visible_addresses",
    "visible_contacts",
    "visible_customers",
    "visible_days",
    "visible_merges",
    "visible_phrases",
    "visible_pools",
    "visible_relations",
    "visible_requests",
    "visible_standings",
    "visible_tags",
]
