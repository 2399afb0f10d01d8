"""The menu by work: what this person may use."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.template import engines
from django.urls import get_script_prefix
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from maizi.accounts.access import may
from maizi.inbox.queries import unread_count
from maizi.kit.jinja import address

from .entries import CREATE, MENU, MINE, Entry

OPEN = "menu-open"  # the cookie; kit/js/start.js writes it
FEW = 24  # entries that are seen at a glance
LISTS = {"create": CREATE, "mine": MINE}
WRITTEN = 200  # menus that a process remembers


@dataclass(frozen=True)
class Seen:
    """What decides about the entries: rights, words, and where the product lies.

    granted  for each entry of a list whether the person may use it
    """

    granted: tuple[bool, ...]
    language: str
    prefix: str


def menu(request) -> str:
    """The menu as it stands in the page; written once for all who see the same of it."""
    if not _is_signed_in(request):
        return ""
    seen = _seen(request, [entry for _title, entries in MENU for entry in entries])
    return _written(seen, _here(request.path, seen.prefix), _left_open(request))


@lru_cache(maxsize=WRITTEN)
def _written(seen: Seen, here: tuple[str, str], left_open: frozenset[str] | None) -> str:
    template = engines["jinja2"].env.get_template("kit/_menu.html")
    return template.module.sections(_sections(seen, here, left_open))


def _sections(seen: Seen, here: tuple[str, str], left_open: frozenset[str] | None) -> list[dict]:
    """Sections with the entries the person may use; `active` marks the one he is in.

    is_kept  stands open on every page: as he left it, else where there are few entries, and the
             first; the section of the page he is on is open besides
    """
    granted = iter(seen.granted)
    shown = [
        {"code": code_of(entries), "title": _(title),
         "entries": _offered(entries, granted, here, named=called)}
        for title, entries in MENU
    ]  # fmt: skip
    inside = [e for section in shown for e in section["entries"] if e["active"]]
    nearest = max(inside, key=lambda entry: len(entry["url"]), default=None)
    for entry in inside:
        entry["active"] = entry is nearest
    shown = [section for section in shown if section["entries"]]
    kept = _usually_open(shown) if left_open is None else left_open
    for section in shown:
        section["is_kept"] = section["code"] in kept
        section["is_open"] = section["is_kept"] or any(e["active"] for e in section["entries"])
    return shown


def code_of(entries: list[Entry]) -> str:
    """What a section is called in the browser's memory: the app of its first entry."""
    return entries[0].url.partition(":")[0]


def _left_open(request) -> frozenset[str] | None:
    """The sections that stand open: remembered in the browser, separated by dots; None: never."""
    if OPEN not in request.COOKIES:
        return None
    return _codes() & set(request.COOKIES[OPEN].split("."))


@cache
def _codes() -> frozenset[str]:
    return frozenset(code_of(entries) for _title, entries in MENU)


def _usually_open(shown: list[dict]) -> set[str]:
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
        "mine": _list_of(request, "mine"),
        "create": _list_of(request, "create"),
    }


def install() -> None:
    """Give the templates menu and doors; the shell below cannot know the apps above it."""
    engines["jinja2"].env.globals |= {"menu": menu, "doors": doors}


def _is_signed_in(request) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _seen(request, entries: list[Entry]) -> Seen:
    user = request.user
    granted = tuple(i.right is None or may(user, *i.right) for i in entries)
    return Seen(granted, get_language() or "", get_script_prefix())


def _list_of(request, code: str) -> list[dict]:
    return _listed(code, _seen(request, LISTS[code])) if _is_signed_in(request) else []


@lru_cache(maxsize=WRITTEN)
def _listed(code: str, seen: Seen) -> list[dict]:
    return _offered(LISTS[code], iter(seen.granted), ("", ""))


def _offered(entries: list[Entry], granted, here: tuple[str, str], *, named: Callable = _) -> list:
    """What may be used of one list; `granted` goes on with the next list."""
    found = [(entry, address(entry.url)) for entry in entries if next(granted)]
    return [
        {"label": named(i.label), "icon": i.icon, "url": own, "active": own in here}
        for i, own in found
    ]


def called(label: str) -> str:
    """A list by what it holds: the plural where the language knows one, "Quotes", not "Quote"."""
    many = ngettext(label, label, 2)
    return _(label) if many == label else many


def _here(path: str, prefix: str) -> tuple[str, str]:
    """The entry with this very address, and the nearest above it; "" for none."""
    return path if path in _all(prefix) else "", _nearest(path, prefix)


@cache
def _all(prefix: str) -> frozenset[str]:
    return frozenset(address(entry.url) for _title, entries in MENU for entry in entries)


def _nearest(path: str, prefix: str) -> str:
    """The longest address of an entry that a page lies below; "" for none."""
    return max((a for a in _above(prefix) if path.startswith(a)), key=len, default="")


@cache
def _above(prefix: str) -> list[str]:
    """The addresses of all entries below which other pages lie; the start is above everything."""
    entries = (entry for _title, entries in MENU for entry in entries if not entry.is_alone)
    return [a for a in (address(entry.url) for entry in entries) if a != prefix]
