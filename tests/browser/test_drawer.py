"""What opens beside a list, and what opens as a page of its own."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_record_with_a_page_of_its_own_opens_as_that_page(open_page):
    page = open_page("boss", "/events/?view=all")
    page.locator("tbody a[data-drawer]").first.click()
    page.wait_for_url(re.compile(r"/events/\d+/$"))
    assert page.locator("main").count() == 1, "no page within a page"
    page.go_back()
    expect(page.locator("tbody a[data-drawer]").first).to_be_visible()
    assert "drawer=" not in page.url and page.problems == []
    asked = []
    page.on("request", lambda one: asked.append(one.url))
    page.locator("tbody a[data-drawer]").first.click()
    page.wait_for_url(re.compile(r"/events/\d+/$"))
    assert len([url for url in asked if re.search(r"/events/\d+/$", url)]) == 1, "asked for once"


def test_a_record_that_asks_what_for_asks_on_a_page_and_the_others_open_beside(open_page):
    page = open_page("chenmo", "/customers/?view=mine")
    links = page.locator("tbody th.name a[data-drawer]")
    kinds = set()
    for number in range(min(links.count(), 40)):
        page.goto("/customers/?view=mine")
        links.nth(number).click()
        opened = page.locator("#drawer .inside :is(.stack, .card)")  # its bones are neither
        opened.or_(page.locator("main [name=purpose]")).first.wait_for()
        page.wait_for_load_state()
        expect(page.locator("main")).to_have_count(1)  # a page that is just coming has none yet
        kinds.add("/privacy/open/" in page.url)
        if kinds == {True, False} and "/privacy/open/" not in page.url:
            break
    assert kinds == {True, False}


def test_a_customer_opens_beside_the_list(open_page):
    page = open_page("boss", "/customers/")
    page.locator("tbody a[data-drawer]").first.click()
    expect(page.locator("#drawer .inside .stack, #drawer .inside .card").first).to_be_visible()
    assert re.search(r"/customers/\?.*drawer=\d+", page.url)
    assert page.locator("main").count() == 1
