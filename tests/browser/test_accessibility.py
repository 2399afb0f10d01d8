"""Every page, by somebody who gets it: nothing that axe calls serious, nothing too wide."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from zlib import crc32

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve

from tests.matrix import lines

pytestmark = pytest.mark.browser
SIZES = {1440: 900, 390: 844, 360: 800}
LOOKS = list(product(("light", "dark"), (1440, 390)))
OPTIONS = {"resultTypes": ["violations"], "preload": False}  # no styles from elsewhere
LINK = re.compile(r'(?:href|hx-get|data-href)="(/[^"#]*)')
NOT_A_PAGE = re.compile(r"/static/|/files/|webmanifest|qr\.svg|sign-out|export/|/refused/|\?")
REFUSED = re.compile(r"status of 40[34]")  # a page that says no is a page too
GREATEST = 90  # pages of one person
PEOPLE = {"boss": "boss", "admin": "admin", "chenmo": "chen", "audit": "auditor"}  # their roles
SEVERAL = {"insight:analysis", "customers:tab"}  # one route, pages of many kinds
# What repeats itself: the rows of a long table, and the menu once it was seen in every look.
ROWS, MENU = "tbody tr:nth-child(n+9)", ".side"
# Pages that no link leads to without more ado.
HIDDEN = ["/search/?q=公司", "/customers/?view=pool", "/customers/?q=zzzz", "/nothing-here/"]
# What opens over the list of customers: how, and what is there then.
OVER = {
    "palette": ("Control+k", "#palette[open]"),
    "shortcuts": ("?", "#shortcuts[open]"),
    "filter": ("summary:has-text('筛选')", "#filters [data-add-condition]"),
    "columns": ("summary:has-text('列')", "#columns input"),
    "bulk": ("tbody tr:first-child [type=checkbox]", "#bulk:not([hidden])"),
    "drawer": ("tbody th.name a >> nth=0", "#drawer:not([hidden]) h2"),
}


def kind_of(path: str) -> str:
    """The name of a page's route; of a route with pages of many kinds, its address."""
    try:
        name = resolve(path.partition("?")[0]).view_name
    except Resolver404:
        name = path
    return re.sub(r"\d+", "…", path) if name in SEVERAL or "?" in path else name


@cache
def shown_to(kind: str) -> str:
    """Who of those that get a page looks at it: everybody sees the same of it, or less."""
    found = {line.url: line.answers for line in lines() if line.method == "GET"}
    answers = found.get(kind, dict.fromkeys(PEOPLE.values(), 200))
    may = [name for name, role in PEOPLE.items() if answers[role] == 200] or [*PEOPLE]
    return may[crc32(kind.encode()) % len(may)]


def pages_of(page, username: str) -> Iterator[str]:
    """The pages that links lead this person to and nobody else looks at, one of each kind."""
    waiting, met, given = ["/", "/kit/gallery/", *HIDDEN], set(), 0
    while waiting and given < GREATEST:
        path = waiting.pop(0)
        kind = kind_of(path)
        if kind in met:
            continue
        met.add(kind)
        answer = page.request.get(path, max_redirects=0)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        waiting += [link for link in LINK.findall(answer.text()) if not NOT_A_PAGE.search(link)]
        if "<html" in answer.text() and shown_to(kind) == username:
            given += 1
            yield path


def flaws(page, but: tuple[str, ...] = ()) -> list[str]:
    """What is seriously wrong with the page as it stands, but for these parts of it."""
    context = {"exclude": [[part] for part in but]} if but else None
    found = Axe().run(page, context=context, options=OPTIONS).response["violations"]
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]}"
        for one in found if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]  # fmt: skip


def too_wide(page) -> list[str]:
    """The widths of a phone at which the page has to be pushed sideways."""
    found = []
    for width in (390, 360):
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{wide} px wide at {width}")
    return found


def look(page, theme: str, width: int) -> None:
    """Nothing moves: a toast that is half risen has half its contrast."""
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": SIZES[width]})


def speak(page, language: str) -> None:
    page.context.add_cookies(
        [{"name": "maizi-language", "value": language, "url": page.url.split("?")[0]}]
    )


@pytest.mark.parametrize(
    ("username", "language"),
    [("boss", "zh-hans"), ("admin", "en"), ("chenmo", "en"), ("audit", "zh-hans")],
)
def test_no_page_shuts_anybody_out(open_page, username, language):
    page = open_page(username, "/")
    speak(page, language)
    found, number = {}, 0
    for number, path in enumerate(pages_of(page, username)):
        page.problems.clear()
        theme, width = LOOKS[number % len(LOOKS)]
        look(page, theme, width)
        page.goto(path)
        seen = number >= 2 * len(LOOKS)
        wrong = flaws(page, (ROWS, MENU) if seen else (ROWS,)) + too_wide(page)
        wrong += [told for told in page.problems if not REFUSED.search(told)]
        if wrong:
            found[f"{path} {theme} {width}"] = wrong
    assert found == {}
    assert number >= {"boss": 60, "admin": 18, "chenmo": 60, "audit": 4}[username]
    assert page.get_attribute("html", "lang").startswith(language[:2])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_way_in_is_open_to_everybody(open_page, language):
    page = open_page()
    speak(page, language)
    for theme, width in LOOKS:
        look(page, theme, width)
        page.goto("/account/sign-in/")
        assert flaws(page) + too_wide(page) + page.problems == []


@pytest.mark.parametrize("name", OVER)
def test_what_opens_over_a_page_is_open_to_everybody(open_page, name):
    page = open_page("boss", "/customers/")
    way, there = OVER[name]
    for theme in ("light", "dark"):
        look(page, theme, 1440)
        page.goto("/customers/")
        if name in ("palette", "shortcuts"):
            page.keyboard.press(way)
        else:
            page.locator(way).first.click()
        page.locator(there).first.wait_for()
        assert flaws(page) == [], theme
    assert page.problems == []


def test_a_page_that_shuts_people_out_is_seen(open_page):
    page = open_page("boss", "/customers/")
    page.evaluate("document.querySelector('main h1').innerHTML = '<button></button>'")
    assert any("button-name" in told for told in flaws(page, (ROWS, MENU)))
    page.evaluate("document.querySelector('main h1').style.minWidth = '900px'")
    assert too_wide(page)
