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
from .people import (
    PEOPLE,
    people_of,
)
from .searching import (
    CONTACTS,
    CUSTOMERS,
    customer_document,
    customer_documents,
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
    "PEOPLE",
    "VERIFICATION",
    "WAYS",
    "activities_for",
    "any_customer",
    "beginning_of",
    "card_of",
    "customer_document",
    "customer_documents",
    "designated",
    "duplicates_of",
    "identity_of",
    "is_asked",
    "left_over",
    "neglected",
    "open_cases",
    "people_of",
    "places",
    "probe",
    "promises_due",
    "to_verify",
    "told_of",
    "verification_of",
    "visible_ids",
    "written_by",
]
