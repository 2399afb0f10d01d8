"""A meeting whose actions are followed to the end (C-50)."""

from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.browser


def settled(page, action: str) -> str:
    """Press a button of the page and give what the page says then."""
    with page.expect_navigation():
        page.locator(f"main button:has-text('{action}')").first.click()
    return page.inner_text("body")


def unfold(page, title: str):
    """Open a folded form and give it."""
    fold = page.locator(f"main details:has(summary:has-text('{title}'))").first
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    return fold


def hold(host, address: str, start) -> None:
    """Hold the meeting: attendance, a summary, an action that somebody owns by a day, minutes."""
    settled(host, "开会")
    for box in host.locator("main input[name=attended]").all():
        box.check()
    settled(host, "记下到会和发言")
    host.locator("main textarea[name=summary]").first.fill("两次滤芯，一次冷却水")
    settled(host, "保存小结")
    form = unfold(host, "加一项行动")
    form.locator("[name=text]").fill("核对滤芯库存")
    with host.expect_navigation():
        form.locator("button:has-text('记下')").click()
    host.fill("main [name=conclusion]", "先换滤芯")
    assert "还没有负责人或期限" in settled(host, "散会")
    host.goto(address)
    settled(host, "取消行动")
    host.goto(address)
    row = host.locator("main form:has(button:has-text('取消行动'))").first
    row.locator("[name=note]").fill("由仓库做")
    with host.expect_navigation():
        row.locator("button:has-text('取消行动')").click()
    form = unfold(host, "加一项行动")
    form.locator("[name=text]").fill("把滤芯送到客户")
    form.locator("select[name=owner]").select_option(label="陈默", force=True)
    form.locator("[name=due_on]").fill((start + timedelta(days=3)).date().isoformat())
    with host.expect_navigation():
        form.locator("button:has-text('记下')").click()
    host.fill("main [name=conclusion]", "先换滤芯")
    assert "已散会" in settled(host, "散会")
    settled(host, "发出纪要")


def test_a_meeting_whose_actions_are_followed_to_the_end(open_page):
    host = open_page("linyue", "/meetings/new/")
    start = timezone.localtime() + timedelta(days=1)
    host.fill("main [name=title]", "停机专题会")
    host.fill("main [name=purpose]", "找出三次停机的原因")
    host.fill("main [name=needed]", "维修记录")

    # Nobody is invited to the past; nothing typed is lost.
    host.fill("main [name=starts_at]", "2020-01-01T09:00")
    assert "已经过去" in settled(host, "保存")
    host.fill("main [name=starts_at]", start.strftime("%Y-%m-%dT%H:%M"))
    settled(host, "保存")
    address = host.url

    # A guest is told by hand; ready is refused until he was.
    form = unfold(host, "加参加人")
    form.locator("[name=guest]").fill("王部长")
    with host.expect_navigation():
        form.locator("button:has-text('加上')").click()
    form = unfold(host, "加一个议题")
    form.locator("[name=title]").fill("三次停机")
    with host.expect_navigation():
        form.locator("button").click()
    settled(host, "发送议程")
    settled(host, "设为就绪")
    host.goto(address)
    assert "议程还没有送达：王部长" in host.inner_text("main")
    settled(host, "已当面送达")
    assert "会议已就绪" in settled(host, "设为就绪")

    hold(host, address, start)

    # The owner finds it among his to-dos, does it, and the meeting closes by itself.
    owner = open_page("chenmo", "/inbox/")
    assert "把滤芯送到客户" in owner.inner_text("main")
    owner.goto(address)
    owner.fill("main [name=note]", "周三已送")
    settled(owner, "完成")
    owner.goto(address)
    assert "已关闭" in owner.inner_text("main") or "已关闭" in owner.inner_text("body")
    told = [problem for page in (host, owner) for problem in page.problems]
    assert not [one for one in told if "422" not in one]
