"""The menu by work: what this person may use."""

from collections.abc import Callable
from functools import cache

from django.template import engines
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maizi.accounts.access import may
from maizi.inbox.queries import unread_count
from maizi.kit.jinja import address

from .entries import CREATE, MENU, MINE, Entry

OPEN = "menu-open"  # the cookie; kit/js/start.js writes it
FEW = 24  # entries that are seen at a glance


def menu(request) -> list[dict]:
    """Sections with the entries the person may use; `active` marks the one he is in.

    is_kept  stands open on every page: as he left it, else where there are few entries, and the
             first; the section of the page he is on is open besides
    """
    shown = [
        {
            "code": code_of(entries),
            "title": _(title),
            "entries": _offered(entries, request, named=called),
        }
        for title, entries in MENU
    ]
    inside = [e for section in shown for e in section["entries"] if e["active"]]
    nearest = max(inside, key=lambda entry: len(entry["url"]), default=None)
    for entry in inside:
        entry["active"] = entry is nearest
    shown = [section for section in shown if section["entries"]]
    kept = _kept_open(request, shown)
    for section in shown:
        section["is_kept"] = section["code"] in kept
        section["is_open"] = section["is_kept"] or any(e["active"] for e in section["entries"])
    return shown


def code_of(entries: list[Entry]) -> str:
    """What a section is called in the browser's memory: the app of its first entry."""
    return entries[0].url.partition(":")[0]


def _kept_open(request, shown: list[dict]) -> set[str]:
    """The sections that stand open: remembered in the browser, separated by dots."""
    if OPEN in request.COOKIES:
        return set(request.COOKIES[OPEN].split("."))
    is_short = sum(len(section["entries"]) for section in shown) <= FEW
    return {section["code"] for section in (shown if is_short else shown[:1])}


def doors(request) -> dict:
    """Addresses that the shell needs from the apps above it."""
    return {
        "home": address("desk:today"),
        "search": address("desk:search"),
        "suggest": address("desk:suggest"),
        "manifest": address("desk:webmanifest"),
        "customers": address("customers:customer_list"),
        "settings": address("setup:home"),
        "notices": address("inbox:notices"),
        "bell": address("inbox:bell"),
        "notice_count": unread_count(request.user) if hasattr(request, "user") else 0,
        "mine": _offered(MINE, request),
        "create": _offered(CREATE, request),
    }


def install() -> None:
    """Give the templates menu and doors; the shell below cannot know the apps above it."""
    engines["jinja2"].env.globals |= {"menu": menu, "doors": doors}


def _offered(entries: list[Entry], request, *, named: Callable = _) -> list[dict]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    here = (request.path, _nearest(request.path, get_script_prefix()))
    return [
        {"label": named(i.label), "icon": i.icon, "url": own, "active": own in here}
        for i in entries
        if (i.right is None or may(user, *i.right)) and (own := address(i.url))
    ]


def called(label: str) -> str:
    """A list by what it holds: the plural where the language knows one, "Quotes", not "Quote"."""
    many = ngettext(label, label, 2)
    return _(label) if many == label else many


def _nearest(path: str, prefix: str) -> str:
    """The longest address of an entry that a page lies below; "" for none."""
    return max((a for a in _above(prefix) if path.startswith(a)), key=len, default="")


@cache
def _above(prefix: str) -> list[str]:
    """The addresses of all entries below which other pages lie; the start is above everything."""
    entries = (entry for _title, entries in MENU for entry in entries if not entry.is_alone)
    return [a for a in (address(entry.url) for entry in entries) if a != prefix]
