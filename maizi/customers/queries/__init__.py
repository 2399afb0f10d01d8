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
from .people import PEOPLE, people_of
from .profiles import (
    asked_about,
    profile_state,
    profile_states,
    values_by_code,
)
from .searching import CONTACTS, CUSTOMERS, customer_document, customer_documents

__all__ = [
    "asked_about",
    "profile_state",
    "profile_states",
    "values_by_code",
    "CARD",
    "CONTACTS",
    "CUSTOMERS",
    "PEOPLE",
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
