"""Verb screens of the archive."""

from .page import activities, correct, customer, sight, tab
from .people import ask, decide, new_contact, remove_contact, requests, share, unshare
from .verbs import assign, claim, customers, duplicates, edit, places, release

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
    "new_contact",
    "places",
    "release",
    "remove_contact",
    "requests",
    "share",
    "sight",
    "tab",
    "unshare",
]
