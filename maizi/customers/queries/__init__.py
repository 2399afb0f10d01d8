"""Reads of the archive that have a name."""

from .archive import (
    activities_for,
    any_customer,
    duplicates_of,
    identity_of,
    neglected,
    places,
    probe,
    promises_due,
    visible_ids,
    written_by,
)
from .card import CARD, card_of
from .days import DAYS, days_ahead, days_of, days_to_remember
from .people import PEOPLE, people_of
from .profile_form import Typed, card_attributes, controls_for, given_answers, provenance_choices
from .profile_page import PROFILE, archive_context, archive_of
from .profiles import (
    answer_of,
    asked_about,
    customer_of,
    profile_state,
    profile_states,
    values_by_code,
    writable_attributes,
)
from .relations import RELATIONS, graph_url
from .routes import way_to
from .searching import CONTACTS, CUSTOMERS, customer_document, customer_documents
from .stream import files_of, phrases_of, with_next_step

__all__ = [
    "RELATIONS",
    "graph_url",
    "way_to",
    "files_of",
    "phrases_of",
    "with_next_step",
    "Typed",
    "archive_of",
    "card_attributes",
    "controls_for",
    "given_answers",
    "provenance_choices",
    "answer_of",
    "asked_about",
    "profile_state",
    "profile_states",
    "customer_of",
    "values_by_code",
    "writable_attributes",
    "CARD",
    "CONTACTS",
    "CUSTOMERS",
    "DAYS",
    "days_ahead",
    "days_of",
    "days_to_remember",
    "PEOPLE",
    "PROFILE",
    "archive_context",
    "activities_for",
    "any_customer",
    "card_of",
    "customer_document",
    "customer_documents",
    "duplicates_of",
    "identity_of",
    "neglected",
    "people_of",
    "places",
    "probe",
    "promises_due",
    "visible_ids",
    "written_by",
]
