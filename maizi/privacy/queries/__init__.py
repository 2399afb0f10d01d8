"""Reads of personal information that have a name."""

from ..rules import (
    Traces,
    scrubbed,
)
from .contacting import (
    ask_again_moment,
    contact_rulings,
    declining,
    facts_of,
    may_contact,
    push_to_refuse,
)
from .coverage import (
    Covered,
    coverage,
)
from .documents import (
    ANSWER,
)
from .keys import (
    LOOKUP,
    SEAL,
    current_key,
    print_with,
    prints_of,
)
from .officers import (
    officers,
    stewards,
)
from .openings import (
    is_open_for,
    list_of,
    openings_of,
    purpose_question,
)
from .overview import (
    overview,
)
from .packages import (
    Package,
    as_csv,
    as_json,
    package_of,
)
from .people import (
    Candidate,
    bound_ids,
    candidates,
    card_of,
    consents_of,
    holds_of,
    last_moment,
    linked_person,
    live_link,
    standing_blocks,
    with_deadlines,
)
from .safeguards import (
    mark_of,
    reveals_a_day,
    safeguards_by_role,
)
from .sensitive import (
    Line,
    field_of,
    opened_values,
    register,
    sensitive_of,
    separate_consents,
    values_to_go,
)

__all__ = [
    "ANSWER",
    "Candidate",
    "Covered",
    "LOOKUP",
    "Line",
    "Package",
    "SEAL",
    "Traces",
    "as_csv",
    "as_json",
    "ask_again_moment",
    "bound_ids",
    "candidates",
    "card_of",
    "consents_of",
    "contact_rulings",
    "coverage",
    "current_key",
    "declining",
    "facts_of",
    "field_of",
    "holds_of",
    "is_open_for",
    "last_moment",
    "linked_person",
    "list_of",
    "live_link",
    "mark_of",
    "may_contact",
    "officers",
    "opened_values",
    "openings_of",
    "overview",
    "package_of",
    "print_with",
    "prints_of",
    "push_to_refuse",
    "purpose_question",
    "register",
    "reveals_a_day",
    "safeguards_by_role",
    "scrubbed",
    "sensitive_of",
    "separate_consents",
    "standing_blocks",
    "stewards",
    "values_to_go",
    "with_deadlines",
]
