"""Verb screens of the archive."""

from .days import (
    days,
    remove_day,
    save_day,
)
from .page import (
    activities,
    correct,
    customer,
    sight,
    tab,
)
from .people import (
    ask,
    decide,
    new_contact,
    remove_contact,
    requests,
    share,
    unshare,
)
from .profiles import (
    contact_profile,
    contact_profile_card,
    contact_profile_verify,
    profile_card,
    profile_verify,
)
from .relations import (
    new_relation,
    remove_relation,
    standing,
    way,
)
from .stream import (
    phrases,
    remove_phrase,
    save_phrase,
)
from .updates import (
    export_history,
    history,
    verify,
)
from .verbs import (
    assign,
    claim,
    customers,
    duplicates,
    edit,
    edit_contact,
    places,
    release,
)

__all__ = [
    "activities",
    "ask",
    "assign",
    "claim",
    "contact_profile",
    "contact_profile_card",
    "contact_profile_verify",
    "correct",
    "customer",
    "customers",
    "days",
    "decide",
    "duplicates",
    "edit",
    "edit_contact",
    "export_history",
    "history",
    "new_contact",
    "new_relation",
    "phrases",
    "places",
    "profile_card",
    "profile_verify",
    "release",
    "remove_contact",
    "remove_day",
    "remove_phrase",
    "remove_relation",
    "requests",
    "save_day",
    "save_phrase",
    "share",
    "sight",
    "standing",
    "tab",
    "unshare",
    "verify",
    "way",
]
