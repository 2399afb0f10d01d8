"""From the whale curve to a list of ten customers with owners, to-dos and a changed price
(H-20, I-2, 0.6)."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.test_selling_story import posts, posts_line

pytestmark = pytest.mark.browser
BOSS, SELLER, OTHER = "boss", "chenmo", "xuqing"  # luoyi leaves in another story
NAMES = {SELLER: "陈默", OTHER: "许晴"}
TAG, TASK, WHY = "利润最低十家", "一周内拿出调价方案", "亏损客户调价"


def ten_of_the_curve(page) -> list[str]:
    """The names at the end of the curve, the least profit first: one click below it."""
    page.goto("/insight/")
    page.goto(page.locator("main a.choice-card:has-text('利润鲸鱼曲线')").get_attribute("href"))
    link = page.locator("main a:has-text('利润最低的 10 个客户')").get_attribute("href")
    page.goto(f"/insight/whale/{link}")
    assert "排在最后的 10 个" in page.inner_text("#rows header")
    profits = page.locator("#rows tbody td:nth-of-type(5)").all_inner_texts()
    amounts = [float(one.replace(",", "")) for one in profits]
    assert len(amounts) == 10 and amounts == sorted(amounts)
    return page.locator("#rows tbody th").all_inner_texts()


def listed(page, names: list[str]) -> str:
    """The ten as a list of a new tag: its address, to come back to."""
    page.click("#chosen button:has-text('打标签')")
    page.fill("dialog[open] [name=name]", TAG)
    with page.expect_navigation():
        page.click("dialog[open] footer .primary")
    assert sorted(page.locator("tbody th.name").all_inner_texts()) == sorted(names)
    assert f"标签 是 {TAG}" in page.inner_text("main")
    return page.url


def verb(page, words: str) -> None:
    """A verb on the ticked rows; what it asks for follows."""
    with page.expect_navigation():
        page.locator(".bulk button", has_text=re.compile(f"^{words}$")).click()
    page.wait_for_selector("main form.dialog-form")


def give_owners(page, place: str) -> list[str]:
    """Five to one, five to another; key accounts stay. Who owns them then, row by row."""
    for first, username in ((0, SELLER), (5, OTHER)):
        page.goto(place)
        boxes = page.locator("tbody .pick-one")
        boxes.nth(first).click()
        boxes.nth(first + 4).click(modifiers=["Shift"])
        assert "5" in page.inner_text("[data-chosen]")
        verb(page, "分配")
        page.select_option("[name=owner]", label=NAMES[username])
        page.check("[name=spares_key]")
        posts(page, "确定")
        assert page.url == place, "back in the list, filtered as before"
    return page.locator("tbody tr[data-row]").all_inner_texts()


def give_tasks(page, place: str) -> None:
    """One to-do for each of the ten, in the inbox of its owner."""
    page.goto(place)
    page.check(".pick-all")
    verb(page, "布置待办")
    page.fill("[name=title]", TASK)
    due = timezone.localdate() + timedelta(days=7)
    page.fill("[name=due_on]", due.isoformat())
    posts(page, "确定")
    assert page.url == place
    assert "已布置 10 件待办" in page.inner_text("body")


def change_price(page, customer: str) -> str:
    """A price of its own for one good, a tenth above what it pays: the new one."""
    page.goto(customer)
    assert f"给 {NAMES[SELLER]} 布置了待办：{TASK}" in page.inner_text("main")
    page.goto(page.locator("main a:has-text('定专价')").get_attribute("href"))
    page.locator(".combo input").fill("AF-75")
    page.wait_for_selector(".list [role=option]")
    page.keyboard.press("Enter")
    page.fill("[name=price_yuan]", "133.5")
    page.fill("[name=name]", WHY)
    posts(page, "保存")
    told = page.inner_text("main")
    assert "¥ 133.50" in told and WHY in told and "在这一步定价" in told
    return "133.50"


def task_done(page, name: str) -> None:
    """The owner heard of it, finds it with its customer, and ticks it off."""
    page.goto("/inbox/notices/")
    assert re.search(rf"给您布置了 \d 件待办：\S+：{TASK}", page.inner_text("main"))
    page.goto("/inbox/?group=later")
    row = page.locator("li.todo-line", has_text=f"{name}：{TASK}")
    assert row.get_by_text("来自").count(), "it says who gave it"
    with page.expect_navigation():
        row.locator("form[action$='/done/'] button").click()
    page.goto("/inbox/?group=closed")
    assert f"{name}：{TASK}" in page.inner_text("main")


def order_tells_why(page, customer: str, price: str) -> None:
    """The next order takes the new price by itself and says where it comes from."""
    pk = re.search(r"\d{6,}", customer)[0]
    page.goto(f"/sales/orders/new/?customer={pk}")
    posts(page, "保存")
    page.locator(".entry-row .combo input").fill("AF-75")
    page.wait_for_selector(".entry-row .list [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_selector(f".entry-row:has-text('客户专价 · {WHY}')")
    page.fill(".entry-row [name=quantity]", "2")
    posts_line(page, "加入")
    line = page.locator("#grid tbody tr:not(.entry-row)")
    assert line.locator("[name=price]").input_value() == price
    usual = line.locator("a[href*='/prices/why/']")
    assert WHY in usual.get_attribute("title")
    page.goto(usual.get_attribute("href"))
    assert "在这一步定价" in page.inner_text("main")


def test_from_the_whale_curve_to_ten_customers_with_owners_tasks_and_a_price(open_page):
    boss = open_page(BOSS)
    names = ten_of_the_curve(boss)
    place = listed(boss, names)
    rows = give_owners(boss, place)
    mine = next(n for n, text in enumerate(rows) if NAMES[SELLER] in text)
    link = boss.locator("tbody th.name a").nth(mine)
    name, customer = link.inner_text(), link.get_attribute("href")
    give_tasks(boss, place)
    price = change_price(boss, customer)
    seller = open_page(SELLER)
    task_done(seller, name)
    order_tells_why(seller, customer, price)
    phone = open_page(BOSS, f"{customer}", "phone")
    priced = phone.locator("main a:has-text('定专价')").get_attribute("href")
    for address in (customer, priced, place, "/insight/whale/?end=last"):
        phone.goto(address)
        wide = phone.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{address} runs out of the phone"
    for page in (boss, seller, phone):
        assert page.problems == []
