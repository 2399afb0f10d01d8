"""Reads of the archive that have a name."""

from .archive import (
    activities_for,
    activity_of,
    any_customer,
    customers_in_all,
    duplicates_of,
    identity_of,
    ids_between,
    ids_of_request,
    neglected,
    places,
    probe,
    promises_due,
    visible_ids,
    written_by,
)
from .board import board_for
from .card import CARD, card_of
from .classes import check_drafts
from .panels import CLASSES_PANEL, QUALITY_PANEL, TAGS_PANEL
from .people import PEOPLE, people_of
from .policies import quality_policy, recover_days, rule_limits, tag_limits, thresholds
from .quality import (
    bad_values_of,
    completeness_of,
    emptiest_of,
    facts_about,
    least_completeness,
    measured,
)
from .searching import CONTACTS, CUSTOMERS, customer_document, customer_documents
from .tags import late_by_owner, open_promises_of, tags_of, tags_offered, undo_seconds

__all__ = [
    "CARD",
    "CLASSES_PANEL",
    "CONTACTS",
    "CUSTOMERS",
    "PEOPLE",
    "QUALITY_PANEL",
    "TAGS_PANEL",
    "activities_for",
    "activity_of",
    "any_customer",
    "bad_values_of",
    "board_for",
    "card_of",
    "check_drafts",
    "completeness_of",
    "customer_document",
    "customer_documents",
    "customers_in_all",
    "duplicates_of",
    "emptiest_of",
    "facts_about",
    "identity_of",
    "ids_between",
    "ids_of_request",
    "late_by_owner",
    "least_completeness",
    "measured",
    "neglected",
    "open_promises_of",
    "people_of",
    "places",
    "probe",
    "promises_due",
    "quality_policy",
    "recover_days",
    "rule_limits",
    "tag_limits",
    "tags_of",
    "tags_offered",
    "thresholds",
    "undo_seconds",
    "visible_ids",
    "written_by",
]
