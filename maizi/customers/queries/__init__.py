"""Reads of the archive that have a name."""

from .archive import (
    activities_for,
    any_customer,
    beginning_of,
    duplicates_of,
    identity_of,
    neglected,
    places,
    probe,
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
from .relations import (
    RELATIONS,
    graph_url,
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
    "PEOPLE",
    "PROFILE",
    "QUESTIONS",
    "RELATIONS",
    "Typed",
    "VERIFICATION",
    "WAYS",
    "activities_for",
    "answer_of",
    "any_customer",
    "archive_context",
    "archive_of",
    "asked_about",
    "beginning_of",
    "card_attributes",
    "card_of",
    "controls_for",
    "customer_document",
    "customer_documents",
    "customer_of",
    "days_ahead",
    "days_of",
    "days_to_remember",
    "designated",
    "duplicates_of",
    "files_of",
    "given_answers",
    "graph_url",
    "identity_of",
    "is_asked",
    "left_over",
    "neglected",
    "open_cases",
    "people_of",
    "phrases_of",
    "places",
    "probe",
    "profile_state",
    "profile_states",
    "promises_due",
    "provenance_choices",
    "to_verify",
    "told_of",
    "values_by_code",
    "verification_of",
    "visible_ids",
    "way_to",
    "with_next_step",
    "writable_attributes",
    "written_by",
]
