"""Whose information is whose: declared people, who may do what, who sees which register."""

from .declared import EVENTS, EXPORT, PRIVACY, REQUEST_CLOCK, REQUEST_NUMBERS, declare_all
from .forms import PublicForm
from .people import (
    Beside,
    Person,
    Sought,
    beside,
    declare_beside,
    declare_person,
    person_kind,
    person_kinds,
    person_row,
)
from .rows import (
    list_address,
    listed,
    may,
    may_export_request,
    visible_asks,
    visible_assessments,
    visible_breaches,
    visible_consents,
    visible_holds,
    visible_notices,
    visible_openings,
    visible_processors,
    visible_purposes,
    visible_requests,
    visible_retention,
)
from .sensitive import SensitiveKind, declare_sensitive, sensitive_kind, sensitive_kinds
from .topics import (
    CREDIT_USE,
    RESTRICTED,
    Restricted,
    Topic,
    declare_restricted,
    declare_topic,
    restricted_kind,
    restricted_row,
    topic_of,
    topics,
)

__all__ = [
    "Beside", "CREDIT_USE", "EVENTS", "EXPORT", "PRIVACY", "Person", "beside", "declare_beside",
    "PublicForm", "REQUEST_CLOCK", "REQUEST_NUMBERS", "RESTRICTED", "Restricted", "SensitiveKind",
    "Sought", "Topic",
    "declare_all", "declare_person", "declare_restricted", "declare_sensitive", "declare_topic",
    "list_address", "listed", "may", "may_export_request", "person_kind", "person_kinds",
    "person_row", "restricted_kind", "restricted_row", "sensitive_kind", "sensitive_kinds",
    "topic_of", "topics", "visible_asks", "visible_assessments", "visible_breaches",
    "visible_consents", "visible_holds", "visible_notices", "visible_openings",
    "visible_processors", "visible_purposes", "visible_requests", "visible_retention",
]  # fmt: skip
