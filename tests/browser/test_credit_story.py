"""From a survey to the grade, the list, the limit, a stopped order, the exception by whoever may
make it, the payment, the release (L-5, D-3, D-10, D-30, M-5)."""

import re

import pytest

from maizi.site.demo.company import PEOPLE
from tests.browser.test_selling_story import agree, posts, posts_line

pytestmark = pytest.mark.browser
OFFICER, DIRECTOR, REGION, BOOKS = "wangxin", "boss", "linyue", "shenyan"
SELLERS = {
    name: username for username, name, *_rest, role, _post in PEOPLE if role == "salesperson"
}


def say_why(page) -> None:
    """Credit information opens for a purpose."""
    if "/privacy/open/" in page.url:
        page.check("[name=purpose][value=manage]")
        posts(page, "查看")


def ready_evaluation(page) -> tuple[str, str]:
    """An evaluation that lacks nothing: its address, and its customer's."""
    page.goto("/rating/?view=open")
    rows = page.locator("tbody th a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    for address in rows:
        page.goto(address)
        say_why(page)
        if page.locator("main .btn.primary:has-text('提交审批')").count():
            customer = page.locator("a[href*='/rating/of/']").first.get_attribute("href")
            return address, re.search(r"\d{6,}", customer)[0]
    raise AssertionError("the demo company has an evaluation that lacks nothing")


def survey(page, customer: str) -> None:
    """What the bank and the trade say, beside what our books say."""
    page.goto(f"/rating/of/{customer}/")
    page.click("main a:has-text('填调查表')")
    page.fill("[name=bank]", "工商银行新街口支行")
    page.select_option("[name=bank_credit]", "good")
    page.select_option("[name=attitude]", "prompt")
    page.fill("[name=peers_words]", "同行说一直按月结清")
    page.fill("[name=conclusion]", "银行与同行说法一致，可以授信。")
    posts(page, "保存")
    told = page.inner_text("main")
    assert "工商银行新街口支行" in told and "最高欠款" in told and "爽快" in told


def graded(officer, evaluation: str, open_page) -> str:
    """Submitted by who evaluated, agreed to by the director; the grade it comes to."""
    officer.goto(evaluation)
    number = officer.inner_text("nav.trail span")
    officer.click("main .btn.primary:has-text('提交审批')")
    posts(officer, "提交审批")
    assert "审批中" in officer.inner_text("main")
    agree(open_page(DIRECTOR), number)
    officer.goto(evaluation)
    say_why(officer)
    assert "已批准" in officer.inner_text("main")
    return officer.inner_text(".grade-mark").strip()


def ordered(page, customer: str) -> str:
    """One piece of something, on credit: the address of the order."""
    page.goto(f"/sales/orders/new/?customer={customer}")
    posts(page, "保存")
    page.locator(".entry-row .combo input").fill("AF-75")
    page.wait_for_selector(".entry-row .list [role=option]")
    page.keyboard.press("Enter")
    page.fill(".entry-row [name=quantity]", "1")
    posts_line(page, "加入")
    page.reload()
    return page.url


def pay_all(books, account: str, owed: str) -> None:
    """What is owed comes in."""
    books.goto(account)
    books.click("main a:has-text('登记收款')")
    books.fill("[name=amount_yuan]", owed)
    posts(books, "登记收款")


def test_from_the_survey_to_the_release(open_page):
    officer, books = open_page(OFFICER), open_page(BOOKS)
    evaluation, customer = ready_evaluation(officer)
    survey(officer, customer)
    assert graded(officer, evaluation, open_page) == "C", "he is late with something"
    officer.goto(f"/customers/{customer}/")
    strip = officer.inner_text("dl.strip")
    assert "信用等级C 一般" in strip and "额度 49,500.00" in strip
    assert "赊账的新订单先要人批" in strip and "逾期" in strip, "as the gate will say"
    account = officer.locator("dl.strip a[href^='/credit/']").first.get_attribute("href")
    officer.goto("/key-accounts/")
    officer.click("main .stat:has-text('绿名单') >> nth=0")
    officer.goto(officer.locator("tbody th a").first.get_attribute("href"))
    say_why(officer)
    assert "到期义务" in officer.inner_text("main"), "a list, and why"
    seller = open_page(next(u for name, u in SELLERS.items() if name in strip))
    order = ordered(seller, customer)
    told = seller.inner_text("main")
    assert "须审批" in told and "逾期未收" in told and "可由大区经理批准" in told
    owed = re.search(r"未收 ([\d,]+\.\d\d)", told)[1]
    posts(seller, "提交")
    assert "信用审批中" in seller.inner_text("main")
    agree(open_page(REGION), seller.inner_text("h1").split()[0])
    seller.goto(order)
    assert "已确认" in seller.inner_text("main")
    pay_all(books, account, owed)
    ordered(seller, customer)
    assert "信用检查：通过" in seller.inner_text("main"), "nothing is late any more"
    posts(seller, "提交")
    assert "已确认" in seller.inner_text("main")
    for page in (officer, seller, books):
        assert page.problems == []
