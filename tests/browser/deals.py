"""What stories of winning customers do again and again, in a browser."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

SCOPE = "两台变频空压机"


def posts(page, words: str) -> str:
    """Press a button of the page that sends a form; what the next page says."""
    with page.expect_navigation():
        page.locator("main :is(button, [type=submit])", has_text=words).first.click()
    return page.inner_text("main")


def fill(page, **values: str) -> None:
    """Type into the fields of the page by their names."""
    for name, value in values.items():
        page.locator(f"main [name='{name}']").first.fill(value)


def moment(minutes_ago: int = 0) -> str:
    """A time of today as a field of the page takes it."""
    return (timezone.localtime() - timedelta(minutes=minutes_ago)).strftime("%Y-%m-%dT%H:%M")


def come_and_talk(page, talk: str) -> str:
    """Arrived, talked, written down at the gate; what the page says then."""
    posts(page, "签到")
    fill(page, ended_at=moment(), talk=talk, opinions="要省电", suggestions="给节电测算",
         next_step="送方案")  # fmt: skip
    return posts(page, "保存记录")


def propose(page, deal: str, folder: Path) -> None:
    """A proposal is laid to the deal."""
    paper = folder / "方案.txt"
    paper.write_text("两台变频，一年省电六万度", encoding="utf-8")
    page.goto(deal)
    page.set_input_files("main form[action$='/files/'] [type=file]", paper)
    posts(page, "加入")


def forward(page, deal: str) -> str:
    """As far as the deal may go; what its page says there."""
    page.goto(deal)
    while (button := page.locator("button", has_text="推进到")).count():
        before = button.first.inner_text()
        with page.expect_navigation():
            button.first.click()
        page.goto(deal)
        still = page.locator("button", has_text="推进到")
        if still.count() and still.first.inner_text() == before:
            break
    return page.inner_text("main")


def agree(seller, lead, deal: str) -> None:
    """Begun from the deal, approved by another before it is signed."""
    today = timezone.localdate()
    seller.goto(deal)
    with seller.expect_navigation():
        seller.locator("main a", has_text="起草协议").click()
    fill(seller, scope=SCOPE, starts_on=today.isoformat(), price_terms="按报价",
         ends_on=(today + timedelta(days=365)).isoformat(), payment_terms="到货付清")  # fmt: skip
    posts(seller, "保存")
    address = seller.url
    assert seller.locator("a", has_text="登记签署").count() == 0, "nobody approved it yet"
    for page, words in ((lead, "批准"), (seller, "登记签署")):
        page.goto(address)
        with page.expect_navigation():
            page.locator("a", has_text=words).first.click()
        posts(page, words)
    assert "已签署" in seller.inner_text("body") or "履行中" in seller.inner_text("body")


def win(page, deal: str) -> None:
    """Won, with its record filed."""
    page.goto(f"{deal}close/")
    page.check("main [name=state][value=won]")
    assert "开发记录" in posts(page, "结束商机")
    page.goto(f"{deal}record/")
    fill(page, methods="上门一次", causes="现场看得细", lessons="先看管道", cost_yuan="320")
    posts(page, "保存")
    assert "开发记录已归档" in page.inner_text("body")
