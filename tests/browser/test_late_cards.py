"""Cards that are asked for once the page stands: cut off, they say so and are asked for again."""

import sqlite3

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_cards_that_do_not_come_say_so_and_come_when_asked_again(open_page, home):
    books = sqlite3.connect(home / "maizi.sqlite3", timeout=30)
    (kept,) = books.execute("SELECT customer_id FROM sales_order ORDER BY id").fetchone()
    books.close()
    page = open_page("boss")
    cuts = ["once"]
    page.route("**/panels/**", lambda way: way.abort() if cuts and cuts.pop() else way.continue_())
    page.goto(f"/customers/{kept}/")
    expect(page.locator("#panels [data-failed]")).to_be_visible()
    expect(page.locator("#panels .bone").first).to_be_hidden()
    expect(page.locator("#toasts > *")).to_have_count(0)
    page.click("#panels [data-again]")
    expect(page.locator("[data-later]")).to_have_count(0)
    expect(page.locator("#panels .card").first).to_be_visible()
