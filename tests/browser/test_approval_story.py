"""A clerk asks, the manager is away, his stand-in agrees on the phone, the mail arrives
(A-32, M-6)."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.inbox.conftest import Mailbox

pytestmark = pytest.mark.browser
CLERK, MANAGER, STAND_IN = "chenmo", "tangwei", "linyue"
PATIENCE_SECONDS = 60


@pytest.fixture
def post_office(open_page):
    """A real mail server, named on the screen by an administrator who allows its host."""
    box = Mailbox()
    page = open_page("admin", "/settings/hosts/new/")
    page.fill("[name=name]", "127.0.0.1")
    page.fill("[name=reason]", "本机邮件服务器")
    page.click("main form:has([name=reason]) [type=submit]")
    page.goto("/settings/mail/")
    page.fill("[name=host]", "127.0.0.1")
    page.fill("[name=port]", str(box.port))
    page.select_option("[name=security]", "none")
    page.fill("[name=sender]", "crm@fenggu.example")
    page.click("main form:has([name=sender]) [type=submit]")
    page.wait_for_selector("[data-toast]")
    assert page.problems == []
    yield box
    box.running.stop()


def letter_to(box: Mailbox, who: str, words: str):
    """The letter with these words in its subject; waits for the worker that sends it."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        for letter in list(box.letters):
            if who in letter["To"] and words in letter["Subject"]:
                return letter
        time.sleep(0.2)
    raise AssertionError([(one["To"], one["Subject"]) for one in box.letters])


def go_away(page) -> None:
    """Let a colleague of a higher level stand in from today on."""
    page.select_option("[name=receiver]", label="林悦")
    page.fill("[name=starts_on]", timezone.localdate().isoformat())
    page.fill("[name=ends_on]", (timezone.localdate() + timedelta(days=3)).isoformat())
    page.fill("[name=reason]", "出差")
    page.click("main form:has([name=receiver]) [type=submit]")
    page.wait_for_selector("td:has-text('生效中')")


def ask(page) -> tuple[str, str]:
    """Change the representative of a key account that nobody asks about yet; its name, address."""
    for link in [a.get_attribute("href") for a in page.query_selector_all("tbody th.name a")]:
        page.goto(link)
        if not page.query_selector(".alert"):
            break
    name, address = page.inner_text("h1"), page.url
    page.click("main a:has-text('修改')")
    page.fill("[name=legal_representative]", "钱文博")
    page.fill("[name=note]", "新任法人，月底拜访")
    page.click("main .save-bar [type=submit]")
    page.wait_for_selector("[name=change_reason]")
    page.problems.clear()  # being asked for the reason is an answer 422, which Chromium reports
    page.fill("[name=change_reason]", "法定代表人变更，附执照")
    page.click("main .save-bar [type=submit]")
    page.wait_for_url(address)
    assert "审批中" in page.inner_text(".alert")
    assert "钱文博" not in page.inner_text("main .columns"), "what is asked for is not done yet"
    assert "新任法人，月底拜访" in page.inner_text("main"), "ordinary fields are saved at once"
    return name, address


def test_a_change_of_a_key_account_while_the_manager_is_away(open_page, post_office):
    go_away(open_page(MANAGER, "/settings/delegations/"))
    clerk = open_page(CLERK, "/customers/?f=owner.me&f=ka_status.in.key")
    name, address = ask(clerk)
    asked = letter_to(post_office, STAND_IN, "请审批")
    assert name in asked["Subject"]

    phone = open_page(STAND_IN, "/approvals/", "phone")
    phone.click(f".case-row:has-text('{name}')")
    assert "代唐薇审批" in phone.inner_text("main")
    shown = phone.inner_text(".changes")
    assert "法定代表人" in shown and "钱文博" in shown
    agree = phone.locator("button[value=agree]")
    box = agree.bounding_box()
    assert box["y"] + box["height"] <= 844, "the decision is in reach of the thumb at once"
    assert box["height"] >= 38
    wide = phone.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, "nothing runs out of the phone"
    phone.fill("[name=opinion]", "执照已看")
    agree.click()
    phone.wait_for_selector(".badge:has-text('已生效')")
    assert "林悦 代 唐薇" in phone.inner_text(".timeline")

    decided = letter_to(post_office, CLERK, "已通过")
    assert name in decided["Subject"]
    clerk.goto(address)
    assert "钱文博" in clerk.inner_text("main .columns")
    clerk.goto(f"{address}history/")
    entry = clerk.locator(".entry", has_text="钱文博")
    assert "审批" in entry.inner_text() and entry.locator("a[href*='/approvals/']").count() == 1
    assert phone.problems == [] and clerk.problems == []
