"""Verb screens of the archive."""

from .days import days, remove_day, save_day
from .page import activities, correct, customer, sight, tab
from .people import ask, decide, new_contact, remove_contact, requests, share, unshare
from .profiles import (
    contact_profile,
    contact_profile_card,
    contact_profile_verify,
    profile_card,
    profile_verify,
)
from .relations import new_relation, remove_relation, standing, way
from .stream import phrases, remove_phrase, save_phrase
from .verbs import assign, claim, customers, duplicates, edit, places, put_tags, release

__all__ = [
    "new_relation",
    "remove_relation",
    "standing",
    "way",
    "phrases",
    "remove_phrase",
    "save_phrase",
    "days",
    "remove_day",
    "save_day",
    "contact_profile",
    "contact_profile_card",
    "contact_profile_verify",
    "profile_card",
    "profile_verify",
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
    "put_tags",
    "unshare",
]
