"""A salesperson leaves: nothing goes with him, nothing is left without somebody (C-70)."""

import re

import pytest

pytestmark = pytest.mark.browser
TODOS = "未完成的待办和提醒"
WON_BACK = "没有结束的客户挽回"


def settled(page, action: str) -> str:
    """Press a button of the page and give what the page says then."""
    with page.expect_navigation():
        page.click(f"main button:has-text('{action}')")
    return page.inner_text("main")


def given_to_chen(lead, paper: str, holding: str) -> str:
    """Let Chen take what nobody takes yet of one kind; what the page says then."""
    lead.goto(paper)
    lead.select_option("main select[name=holding]", label=holding)
    lead.select_option("main select[name=taker]", label="陈默")
    settled(lead, "选定")
    return lead.inner_text("body")


def note(page, href: str, told: str) -> None:
    page.goto(href)
    for box in page.locator("main textarea").all():
        box.fill(told)
    settled(page, "保存并确认移交")


def end_the_rest(lead) -> None:
    """End the to-dos that cannot be moved, each with its reason beside it."""
    with lead.expect_navigation():
        lead.click(f"main a:has-text('{TODOS}')")
    stuck = lead.locator("main tbody tr:has-text('看不到相关的记录')")
    assert stuck.count(), lead.inner_text("main")
    for box in stuck.locator("input[name=pk]").all():
        box.check()
    settled(lead, "结束勾选的，不用接手")


def close_account(admin) -> str:
    """Press “停用账号” on a person's page; what the page says then."""
    admin.click("main button:has-text('停用账号')")
    with admin.expect_navigation():
        admin.click("dialog[open] button.danger")
    return admin.inner_text("body")


def test_a_salesperson_leaves(open_page):
    lead = open_page("linyue", "/care/")
    lead.click("main a:has-text('罗一')")
    paper = lead.url
    assert "0 /" in lead.inner_text("main")
    assert lead.locator("main button:has-text('完成交接')").count() == 0

    # What he may no longer do, at once; his manager sees what he looked at.
    leaver = open_page("luoyi", "/customers/", "phone")
    assert leaver.locator("main a:has-text('导出')").count() == 0
    assert leaver.request.get("/customers/export/").status == 403
    lead.click("main a:has-text('查看与导出报告')")
    assert "罗一" in lead.inner_text("main")

    # The account does not close while anything is in his hands.
    admin = open_page("admin", "/settings/people/")
    admin.click("main a:has-text('罗一')")
    person = admin.url
    assert "交接完才能停用" in close_account(admin)

    # What came to him since is put on the list.
    lead.goto(paper)
    assert "不在清单里" in lead.inner_text("main")
    assert "不在清单里" not in settled(lead, "更新清单")

    # Everything that nobody takes yet goes to a colleague, by rule and by kind.
    lead.goto(paper)
    kinds = ("负责的客户", WON_BACK, "进行中的商机", "进行中的订单", "没有了结的不满意提醒", TODOS)
    for holding in kinds:
        if holding in lead.locator("main table").first.inner_text():
            assert "项由 陈默 接手" in given_to_chen(lead, paper, holding)

    # Key accounts wait for a written note and for both.
    lead.goto(paper)
    with lead.expect_navigation():  # all rows are there, not those that have come so far
        lead.click("main a:has-text('负责的客户')")
    rows = lead.locator("main tbody tr:has-text('重要')")
    keys = [a.get_attribute("href") for a in rows.locator("a[href*='/care/pieces/']").all()]
    assert keys
    for href in keys:
        note(leaver, href, "设备部长支持更换，采购部压价；合同在法务，下周二前要回复。")
    taker = open_page("chenmo", "/care/mine/")
    for href in keys:
        taker.goto(href)
        assert "采购部压价" in taker.inner_text("main")
        settled(taker, "我已了解，确认接手")

    # What cannot be moved says why, and ends; the list is empty, the paper closed, the account too.
    lead.goto(paper)
    settled(lead, "移交就绪的")
    end_the_rest(lead)
    lead.goto(paper)
    told = lead.inner_text("main")
    assert re.search(r"(\d+) / \1 · 100%", told), told[:600]
    assert "清单已空" in settled(lead, "完成交接")
    admin.goto(person)
    assert "已停用" in close_account(admin)
    taker.goto("/care/mine/")
    assert "介绍自己" in taker.inner_text("main")
    assert not [problem for page in (lead, taker, admin) for problem in page.problems]
