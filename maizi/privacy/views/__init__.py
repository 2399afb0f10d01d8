"""Screens of personal information: parse, may, act, answer."""

from .exports import exports, safeguard, safeguards
from .home import fields, home, notice, notices
from .keeping import hold, judge, retention, unhold
from .mine import mine
from .openings import listed, opening, unlist
from .people import block, consent, lift, link, person, withdraw
from .requests import new_request, one_request, package, request_verb, requests
from .sensitive import clear, disable, enable, put, read, rotate, sensitive

__all__ = [
    "block", "clear", "consent", "disable", "enable", "exports", "fields", "hold", "home",
    "judge", "lift", "link", "listed", "mine", "new_request", "notice", "notices",
    "one_request", "opening", "package", "person", "put", "read", "request_verb", "requests",
    "retention", "rotate", "safeguard", "safeguards", "sensitive", "unhold", "unlist",
    "withdraw",
]  # fmt: skip
