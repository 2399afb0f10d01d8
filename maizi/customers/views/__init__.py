"""Verb screens of the archive."""

from .page import activities, correct, customer, sight, tab
from .people import ask, decide, new_contact, remove_contact, requests, share, unshare
from .updates import export_history, history, verify
from .verbs import (
    assign,
    claim,
    customers,
    duplicates,
    edit,
    edit_contact,
    places,
    put_tags,
    release,
)

__all__ = [
    "activities",
    "ask",
    "assign",
    "claim",
    "correct",
    "customer",
    "customers",
    "decide",
    "duplicates",
    "edit",
    "edit_contact",
    "export_history",
    "history",
    "new_contact",
    "places",
    "release",
    "remove_contact",
    "requests",
    "share",
    "sight",
    "tab",
    "put_tags",
    "unshare",
    "verify",
]
