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
    visible_phrases,
    visible_pools,
    visible_requests,
)
from .sorting import (
    may_batch,
    may_promise,
    may_tag,
    visible_batches,
    visible_candidates,
    visible_classes,
    visible_promises,
    visible_schemes,
    visible_sources,
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
    "declare_panel",
    "declared_tab",
    "facts_of",
    "filled_panels",
    "may",
    "may_batch",
    "may_contact",
    "may_promise",
    "may_tag",
    "panels_at",
    "reasons_to_see",
    "visible_activities",
    "visible_addresses",
    "visible_batches",
    "visible_candidates",
    "visible_classes",
    "visible_contacts",
    "visible_customers",
    "visible_days",
    "visible_phrases",
    "visible_pools",
    "visible_promises",
    "visible_relations",
    "visible_requests",
    "visible_schemes",
    "visible_sources",
    "visible_standings",
    "visible_tags",
]
