"""Reads of the archive that have a name."""

from .archive import (
    activities_for,
    activity_of,
    any_customer,
    beginning_of,
    customers_in_all,
    ids_between,
    ids_of_request,
    is_effective,
    neglected,
    places,
    promises_due,
    visible_ids,
    written_by,
)
from .board import board_for
from .by_mail import customers_of_host, people_at
from .callers import callers, chosen_customer, ids_with_number
from .card import (
    CARD,
    card_of,
)
from .classes import check_drafts
from .days import (
    CHILDREN,
    DAYS,
    child_days,
    consent_to_children,
    day_kinds,
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
from .named import called
from .ownership import (
    free_to_move,
    limits_in,
    pooled,
    room_of,
    tally_of,
    traded,
    warning_days_of,
)
from .panels import (
    CLASSES_PANEL,
    QUALITY_PANEL,
    TAGS_PANEL,
)
from .people import (
    PEOPLE,
    people_of,
)
from .policies import (
    quality_policy,
    recover_days,
    rule_limits,
    tag_limits,
    thresholds,
)
from .pools import (
    FALLING_STRIP,
    PROTECTION_CARD,
    SPELLS_TAB,
    fact_choices,
    left_for,
    pool_lines,
    roles_to_name,
    told_limits,
    words_of,
)
from .profile_filters import profile_filters
from .profile_form import (
    Typed,
    card_attributes,
    controls_for,
    given_answers,
    provenance_choices,
)
from .profile_page import (
    PROFILE,
    QUESTIONS,
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
from .protected import PROTECTED
from .quality import (
    bad_values_of,
    completeness_of,
    emptiest_of,
    facts_about,
    least_completeness,
    measured,
)
from .recycling import (
    DryRun,
    candidates,
    dry_run,
    falling_for,
    usual_groups,
)
from .recycling_facts import (
    EXEMPTIONS,
    FACTS,
)
from .relations import (
    RELATIONS,
    graph_url,
)
from .review import (
    clusters_for,
    rule_history,
)
from .routes import way_to
from .searching import (
    CONTACTS,
    CUSTOMERS,
    customer_document,
    customer_documents,
)
from .shares import our_shares
from .stream import (
    files_of,
    phrases_of,
    with_next_step,
)
from .tags import (
    known_tags,
    late_by_owner,
    open_promises_of,
    tags_of,
    tags_offered,
    undo_seconds,
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
    "CARD", "CHILDREN", "CLASSES_PANEL", "CONTACTS", "CUSTOMERS", "DAYS", "DryRun", "EXEMPTIONS",
    "FACTS", "FALLING_STRIP", "MERGES", "PEOPLE", "PROFILE", "PROTECTED", "PROTECTION_CARD",
    "QUALITY_PANEL", "QUESTIONS", "RELATIONS", "SPELLS_TAB", "TAGS_PANEL", "Typed", "VERIFICATION",
    "WAYS", "activities_for", "activity_of", "added_since", "answer_of", "any_customer",
    "archive_context", "archive_of", "asked_about", "bad_values_of", "beginning_of", "board_for",
    "called", "callers", "candidates", "card_attributes", "card_of", "check_drafts", "child_days",
    "children_of", "choosable", "chosen_customer", "clusters_for", "completeness_of",
    "consent_to_children", "controls_for", "customer_document", "customer_documents", "customer_of",
    "customers_in_all", "customers_of_host", "day_kinds", "days_ahead", "days_of",
    "days_to_remember", "designated", "dry_run", "duplicates_of", "emptiest_of", "fact_choices",
    "facts_about", "facts_of", "facts_of_values", "falling_for", "files_of", "former_ids",
    "free_to_move", "given_answers", "graph_url", "ids_between", "ids_of_request",
    "ids_with_number", "is_asked", "is_effective", "known_tags", "late_by_owner",
    "least_completeness", "left_for", "left_over", "limits_in", "links_to", "measured", "merges_of",
    "met_by", "moved_to", "neglected", "open_cases", "open_promises_of", "our_shares", "people_at",
    "people_of", "phrases_of", "places", "policy_now", "pool_lines", "pooled", "profile_filters",
    "profile_state", "profile_states", "promises_due", "provenance_choices", "quality_policy",
    "recover_days", "related_among", "roles_to_name", "room_of", "rule_history", "rule_limits",
    "side_by_side", "sides_of", "similar_percent", "stored_facts", "tag_limits", "tags_of",
    "tags_offered", "tally_of", "thresholds", "to_verify", "told_limits", "told_of", "traded",
    "typed_facts", "uncovered", "undo_seconds", "usual_groups", "usual_winners", "values_by_code",
    "verification_of", "visible_ids", "warning_days_of", "way_to", "winning_values",
    "with_next_step", "words_of", "writable_attributes", "written_by",
]  # fmt: skip
