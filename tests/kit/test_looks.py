"""The browser's files: as fetched, complete, and nothing an old browser would not understand."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from maizi.site.entries import CREATE, MENU
from scripts import assets

ROOT = Path(__file__).parents[2]
CSS = sorted((ROOT / "maizi").glob("*/static/**/css/*.css"))
PAGES = sorted((ROOT / "maizi").glob("*/templates/**/*.html"))
SPRITE = set(re.findall(r'<symbol id="([\w-]+)"', assets.SPRITE.read_text()))
# Where the name of an icon stands among the arguments of a macro.
PLACES = {
    "icon": 0, "draw": 0, "icon_button": 0, "button": 1, "drop": 1, "act": 1, "card": 1,
    "badge": 2, "choice": 2, "link_button": 2, "entry": 3, "post_button": 3, "post_choice": 3,
}  # fmt: skip
JINJA = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])

pytestmark = pytest.mark.once


def icons_in(page: Path) -> set[str]:
    """Names of icons that a template writes out."""
    named = set()
    for call in JINJA.parse(page.read_text()).find_all(nodes.Call):
        name = getattr(call.node, "attr", None) or getattr(call.node, "name", "")
        place = PLACES.get(name)
        if place is None:
            continue
        given = call.args[place : place + 1] + [k.value for k in call.kwargs if k.key == "icon"]
        named |= {a.value for a in given if isinstance(a, nodes.Const) and isinstance(a.value, str)}
    return named - {""}


def test_third_party_files_are_as_fetched():
    assert assets.changed_files() == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: "/".join(p.parts[-2:]))
def test_every_icon_of_a_page_is_in_the_sprite(page):
    assert icons_in(page) <= SPRITE


def test_the_search_for_icons_finds_them():
    assert len(set().union(*map(icons_in, PAGES))) > 50


def test_every_icon_of_the_menu_is_in_the_sprite():
    items = [*CREATE, *(item for _title, items in MENU for item in items)]
    assert {item.icon for item in items} <= SPRITE


@pytest.mark.parametrize("sheet", CSS, ids=lambda p: p.stem)
def test_a_browser_of_windows_7_understands_the_style(sheet):
    """Chromium 109 knows no :has, colour mixing, nesting; data: addresses are against our CSP."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    found = re.findall(r":has\(|color-mix|light-dark|oklch|@layer|@container|data:|^\s*&", text)
    assert found == []


@pytest.mark.parametrize("name", ["base", "dark"])
def test_every_colour_has_a_day_and_a_night(name):
    """A colour that only one of the two sheets names would be wrong in the other."""
    colour = re.compile(r"(--[\w-]+):\s*(?:#|rgba)")
    day, night = (
        set(colour.findall((assets.STATIC / f"kit/css/{sheet}.css").read_text()))
        for sheet in ("base", "dark")
    )
    assert (day - night if name == "base" else night - day) == set()
