"""The menu at the left: sections that fold, and what they are called."""

import re

import pytest
from django.test import Client
from django.utils import translation

from maizi.site.entries import CREATE, MENU
from maizi.site.menu import OPEN, called, code_of

pytestmark = pytest.mark.django_db
SECTION = re.compile(r'<details data-section="(\w+)"( data-kept)?( open)?>')


def sections(person, address: str = "/", kept: str | None = None) -> dict[str, tuple[bool, bool]]:
    """The sections of a page: whether each is kept open, and whether it is."""
    client = Client()
    client.force_login(person)
    if kept is not None:
        client.cookies[OPEN] = kept
    text = client.get(address).content.decode()
    found = {code: (bool(keeps), bool(is_open)) for code, keeps, is_open in SECTION.findall(text)}
    assert found
    return found


def opened(found: dict[str, tuple[bool, bool]]) -> set[str]:
    return {code for code, (_keeps, is_open) in found.items() if is_open}


def test_a_long_menu_shows_the_first_section_and_the_one_of_the_page(house):
    assert opened(sections(house.boss)) == {"desk"}
    found = sections(house.boss, "/customers/")
    assert opened(found) == {"desk", "customers"}
    assert found["customers"] == (False, True), "open by itself: not remembered"


def test_what_was_left_open_and_folded_is_so_on_the_next_page(house):
    assert opened(sections(house.boss, kept="sales.stock")) == {"desk", "sales", "stock"}
    found = sections(house.boss, "/customers/", kept="sales.stock")
    assert opened(found) == {"customers", "sales", "stock"}, "the first is folded like any other"
    assert opened(sections(house.boss, "/customers/", kept="none")) == {"customers"}
    assert opened(sections(house.boss, "/customers/", kept='"><x>')) == {"customers"}


def test_a_short_menu_is_all_open(house):
    found = sections(house.admin)
    assert opened(found) == set(found)


def test_every_section_has_a_name_of_its_own():
    codes = [code_of(entries) for _title, entries in MENU]
    assert len(set(codes)) == len(codes) and "none" not in codes


def test_lists_are_called_by_what_they_hold_and_new_ones_by_what_they_are():
    labels = [entry.label for _title, entries in MENU for entry in entries]
    with translation.override("en"):
        told = {called(label) for label in labels}
        assert {"Spare parts", "Quotes", "Approvals", "Suppliers", "Customers"} <= told
        assert not {"Spare part", "Quote", "Approval", "Supplier", "Meeting", "Review"} & told
        assert "Quote" in {translation.gettext(entry.label) for entry in CREATE}
    with translation.override("zh-hans"):
        assert [called(label) for label in labels] == labels
