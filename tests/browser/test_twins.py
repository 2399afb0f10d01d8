"""The steward finds twins, merges them side by side, and takes it back."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_from_the_list_of_twins_to_one_customer_and_back(open_page):
    page = open_page("boss", "/customers/twins/")
    card = page.locator(".twin-card", has_text="同德精密机械").first
    names = card.locator(".member strong").all_inner_texts()
    card.get_by_role("button", name="并排比较").click()
    page.wait_for_selector(".beside")
    assert all(name in page.inner_text(".beside thead") for name in names)
    page.locator("[name=value-name]").last.check()
    last = page.locator(".beside thead th").last.inner_text()
    chosen = next(name for name in names if name in last)
    page.fill("[name=reason]", "同一家")
    page.get_by_role("button", name="合并成一个").click()
    page.wait_for_url(re.compile(r"/customers/\d+/$"))
    assert page.inner_text("h1") == chosen
    page.get_by_role("link", name="查看或撤销").click()
    page.get_by_role("button", name="撤销合并").click()
    page.locator("#ask [data-yes]").click()
    page.wait_for_url(re.compile(r"/customers/\d+/$"))
    assert page.inner_text("h1") in set(names) - {chosen}
    page.goto("/customers/?q=同德精密机械")
    assert page.locator("tbody th.name a").count() == 2
