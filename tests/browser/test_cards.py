"""From the cards of an exhibition to claimed, classified, complete customers, in a browser."""

import pytest

from tests.customers.test_collecting import picture

pytestmark = pytest.mark.browser


def shot(shade: int) -> dict:
    file = picture(shade)
    return {"name": file.name, "mimeType": "image/png", "buffer": file.read()}


def test_cards_become_customers(open_page):
    page = open_page("chenmo", "/customers/batches/new/")
    page.fill("[name=title]", "冬季工业展名片")
    page.select_option("[name=kind]", "photos")
    page.select_option("[name=channel]", "exhibition")
    page.fill("[name=collected_on]", "2026-01-15")
    page.click("main form.form [type=submit]")
    page.wait_for_selector("[name=photos]", state="attached")
    page.set_input_files("[name=photos]", [shot(11), shot(22)])
    page.click("button:has-text('上传')")
    page.click("a:has-text('开始录入')")

    # The first card: typed, saved by key, on to the second.
    page.fill("[name=name]", "盐城海风叶片有限公司")
    page.fill("[name=contact_name]", "孙海燕")
    page.fill("[name=mobile]", "138 5104 7788")
    page.keyboard.press("Control+s")
    page.wait_for_selector("h1:has-text('2 / 2')")

    # The second is of the same company: told while typing, and only the person is added.
    page.fill("[name=name]", "盐城海风叶片有限责任公司")
    page.wait_for_selector("#duplicates :text('盐城海风叶片有限公司')")
    page.fill("[name=contact_name]", "丁一鸣")
    page.click("button:has-text('保存，下一张')")
    page.wait_for_selector("button:has-text('只把这个人加到')")
    page.problems.clear()  # being asked what to do with a twin is an answer 422
    page.click("button:has-text('只把这个人加到')")
    page.wait_for_selector("h1:has-text('冬季工业展名片')")

    # Claimed by who typed it; tagged and classified with one click each.
    page.click("main .card a:has-text('盐城海风叶片有限公司')")
    assert "陈默" in page.inner_text(".strip")
    page.click("summary:has-text('标签')")
    page.click(".tag-sheet button:has-text('展会认识')")
    page.wait_for_selector(".strip .tag:not(button):has-text('展会认识')")
    page.click("summary[aria-label='改类别：营销角度']")
    page.click("details[open] .option:has-text('方便型')")
    page.wait_for_selector("dd a:has-text('方便型')")

    # Complete: the card of its quality says what is missing and leads to the field.
    quality = page.locator("section.card:has(h2:text('资料质量'))")
    assert "统一社会信用代码" in quality.inner_text()
    page.click("main a:has-text('修改') >> nth=0")
    page.select_option("[name=industry]", "energy")
    page.select_option("[name=nature]", "manufacturer")
    page.fill("[name=city]", "盐城市")
    page.keyboard.press("Control+s")
    page.wait_for_selector("h1:has-text('盐城海风叶片有限公司')")
    page.wait_for_selector("dd a:has-text('生产企业')")
    assert "行业类型" not in quality.locator("div:has-text('还缺')").first.inner_text()
    assert page.problems == []
