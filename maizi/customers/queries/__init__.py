"""Reads of the archive that have a name."""

from .archive import (
    activities_for,
    any_customer,
    beginning_of,
    neglected,
    places,
    promises_due,
    visible_ids,
    written_by,
)
from .card import (
    CARD,
    card_of,
)
from .days import (
    DAYS,
    days_ahead,
    days_of,
    days_to_remember,
)
from .links import (
    links_to,
    uncovered,
)
from .matching import (
    duplicates_of,
    facts_of,
    facts_of_values,
    met_by,
    policy_now,
    similar_percent,
    stored_facts,
    typed_facts,
)
from .merging import (
    MERGES,
    added_since,
    children_of,
    choosable,
    former_ids,
    merges_of,
    moved_to,
    related_among,
    side_by_side,
    sides_of,
    usual_winners,
    winning_values,
)
from .people import (
    PEOPLE,
    people_of,
)
from .profile_form import (
    Typed,
    card_attributes,
    controls_for,
    given_answers,
    provenance_choices,
)
from .profile_page import (
    PROFILE,
    archive_context,
    archive_of,
)
from .profiles import (
    answer_of,
    asked_about,
    customer_of,
    profile_state,
    profile_states,
    values_by_code,
    writable_attributes,
)
from .relations import (
    RELATIONS,
    graph_url,
)
from .review import (
    clusters_for,
    rule_history,
)
from .routes import (
    way_to,
)
from .searching import (
    CONTACTS,
    CUSTOMERS,
    customer_document,
    customer_documents,
)
from .stream import (
    files_of,
    phrases_of,
    with_next_step,
)
from .updates import (
    WAYS,
    open_cases,
    told_of,
)
from .verification import (
    VERIFICATION,
    designated,
    is_asked,
    left_over,
    to_verify,
    verification_of,
)

__all__ = [
    "CARD",
    "CONTACTS",
    "CUSTOMERS",
    "DAYS",
    "MERGES",
    "PEOPLE",
    "PROFILE",
    "RELATIONS",
    "Typed",
    "VERIFICATION",
    "WAYS",
    "activities_for",
    "added_since",
    "answer_of",
    "any_customer",
    "archive_context",
    "archive_of",
    "asked_about",
    "beginning_of",
    "card_attributes",
    "card_of",
    "children_of",
    "choosable",
    "clusters_for",
    "controls_for",
    "customer_document",
    "customer_documents",
    "customer_of",
    "days_ahead",
    "days_of",
    "days_to_remember",
    "designated",
    "duplicates_of",
    "facts_of",
    "facts_of_values",
    "files_of",
    "former_ids",
    "given_answers",
    "graph_url",
    "is_asked",
    "left_over",
    "links_to",
    "merges_of",
    "met_by",
    "moved_to",
    "neglected",
    "open_cases",
    "people_of",
    "phrases_of",
    "places",
    "policy_now",
    "profile_state",
    "profile_states",
    "promises_due",
    "provenance_choices",
    "related_among",
    "rule_history",
    "side_by_side",
    "sides_of",
    "similar_percent",
    "stored_facts",
    "to_verify",
    "told_of",
    "typed_facts",
    "uncovered",
    "usual_winners",
    "values_by_code",
    "verification_of",
    "visible_ids",
    "way_to",
    "winning_values",
    "with_next_step",
    "writable_attributes",
    "written_by",
]
