"""Two complaints: one turns malicious, one leads to an improvement (E-3, E-9, E-10)."""

import re

import pytest

pytestmark = pytest.mark.browser
STAFF, COUNSEL, BOSS = "wuhan", "yuning", "boss"


def qr_address(page) -> str:
    """The address behind the poster of the hotline."""
    page.goto("/complaints/doors/")
    page.goto(page.get_attribute("main tbody a:has-text('投诉受理热线')", "href"))
    return page.get_attribute("main a:has-text('打开投诉页面')", "href")


def tell(page, words: str, **more) -> str:
    """Somebody outside fills in the form on his phone; the address of his own page."""
    page.fill("[name=words]", words)
    for name, value in ({"complainant": "刘先生", "phone": "13655501234"} | more).items():
        page.fill(f"[name={name}]", value)
    page.wait_for_timeout(3200)  # nobody writes a complaint in three seconds
    page.click("main form[data-riddle] [type=submit]")
    page.wait_for_url(lambda url: "/follow/" in url)
    return page.url


def find(page, words: str) -> str:
    """The complaint with these words, from the board."""
    page.goto("/complaints/board/")
    page.click(f"a.complaint-card:has-text('{words}')")
    page.wait_for_selector("ol.timeline")
    return page.url


def do(page, address: str, verb: str, label: str, **given) -> None:
    """One verb with its form."""
    page.goto(f"{address}do/{verb}/")
    for name, value in given.items():
        if value is True:
            page.check(f"main [name={name}]")
        elif page.evaluate(f"document.querySelector('main form.form [name={name}]').tagName") == (
            "SELECT"
        ):
            page.select_option(f"main [name={name}]", value)
        else:
            page.fill(f"main [name={name}]", value)
    page.click(f"main .save-bar button:has-text('{label}')")
    page.wait_for_selector("ol.timeline")


def choose(page, name: str, words: str) -> None:
    """Pick from a list that is searched by typing."""
    box = page.locator(f".combo:has([name={name}])")
    box.locator("input").fill(words)
    box.locator(f"[role=option]:has-text('{words}')").first.click()


def test_a_complaint_that_turns_malicious(open_page):
    staff = open_page(STAFF)
    stranger = open_page("", qr_address(staff), "phone")
    own_page = tell(stranger, "不赔十万我就发到网上让你们倒闭", demand="赔十万")
    assert stranger.problems == []
    assert "已收到" in stranger.inner_text("main")

    address = find(staff, "不赔十万我就发到网上")
    do(staff, address, "contact", "联系客户", text="很抱歉让您不满意，我们先安排检测。")
    evidence = "1. 通话录音三段；2. 聊天截图；3. 检测报告合格"
    do(staff, address, "suspect", "提出恶意认定", evidence=evidence)
    assert "恶意投诉认定" in staff.inner_text("main")
    assert staff.locator("button:has-text('主管确认')").count() == 0, "not who raised it"

    counsel = open_page(COUNSEL, address)
    counsel.click("button:has-text('法务确认')")
    counsel.wait_for_selector("ol.timeline")
    staff.goto(address)
    assert "已认定为恶意投诉" not in staff.inner_text("main"), "one confirmation is not enough"
    boss = open_page(BOSS, address)
    boss.click("button:has-text('主管确认')")
    boss.wait_for_selector("ol.timeline")
    assert "已认定为恶意投诉" in boss.inner_text("main")
    assert "法定处理期限" in boss.inner_text("main"), "duties stay"
    stranger.goto(own_page)
    assert "恶意" not in stranger.inner_text("main")
    assert staff.problems == counsel.problems == boss.problems == []


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_a_complaint_that_leads_to_an_improvement(open_page, width):
    staff = open_page(STAFF, "/complaints/new/", width)
    staff.fill("[name=phone]", "13600009988" if width == "desktop" else "13600009977")
    staff.fill("[name=words]", f"电机轴承异响，{width}")
    staff.fill("[name=complainant]", "郭厂长")
    staff.select_option("[name=category]", "product")
    staff.click("main .save-bar [type=submit]")
    staff.wait_for_selector("ol.timeline")
    address = re.sub(r"\?.*", "", staff.url)
    do(staff, address, "contact", "联系客户", text="很抱歉，我今天就查。")
    do(staff, address, "appraise", "鉴定", validity="upheld", text="现场录音属实")
    do(staff, address, "investigate", "登记调查", findings="出厂未做轴承检测")
    staff.goto(f"{address}do/fix/")
    unit = staff.locator("[name=unit_0] option", has_text="客户服务部").get_attribute("value")
    staff.select_option("[name=unit_0]", unit)
    cause = staff.locator("[name=cause_0] option", has_text="检验漏检").get_attribute("value")
    staff.select_option("[name=cause_0]", cause)
    staff.click("main .save-bar [type=submit]")
    staff.wait_for_selector("ol.timeline")
    assert "100%" in staff.inner_text("main")

    improver = open_page(STAFF, "/complaints/improvements/new/", width)
    improver.fill("[name=title]", f"出厂加测轴承（{width}）")
    choose(improver, "cause", "检验漏检")
    choose(improver, "owner", "吴涵")
    improver.fill("[name=due_on]", "2027-12-31")
    improver.click("main .save-bar [type=submit]")
    improver.wait_for_selector("main :text('措施已落实')")
    assert "检验漏检" in improver.inner_text("main") and improver.problems == []

    do(staff, address, "withdraw", "客户撤诉", reason="已换新，客户撤回")
    assert "撤诉" in staff.inner_text("main")
    staff.goto("/complaints/analysis/")
    assert "检验漏检" in staff.inner_text("main")
    staff.goto("/complaints/improvements/")
    assert staff.problems == []
    narrow = staff.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert narrow, "nothing hangs over the edge"
