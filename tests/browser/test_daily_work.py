"""What people do every day, in a real browser: sign in, search, look, edit in the list."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_signing_in_and_out(open_page):
    page = open_page()
    assert "/account/sign-in/" in page.url
    page.fill("[name=username]", "chenmo")
    page.fill("[name=password]", "falsch-falsch")
    page.click("main [type=submit], .plain [type=submit]")
    page.wait_for_selector("[role=alert], .alert")
    assert "sign-in" in page.url
    page = open_page("chenmo")
    assert page.inner_text("h1") == "今日"
    page.click("summary[aria-label^=我的账号]")
    page.click("text=退出登录")
    page.wait_for_url(re.compile("sign-in"))
    page.goto("/customers/")
    assert "sign-in" in page.url


def test_the_palette_finds_by_two_characters_pinyin_and_number(open_page):
    page = open_page("boss", "/customers/")
    name = page.inner_text("tbody th.name a >> nth=0")
    for text in (name[:2], name[2:4]):
        page.keyboard.press("Control+k")
        page.fill("#palette input[type=search]", text)
        page.wait_for_selector("#palette-found [role=option]")
        assert page.locator("#palette-found", has_text=text).count() == 1
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.fill("#palette input[type=search]", name)
    page.wait_for_selector(f"#palette-found [aria-selected=true]:has-text('{name}')")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/customers/\d+/"))
    assert page.inner_text("h1") == name


def test_what_was_typed_last_decides(open_page):
    """Enter before the list has caught up picks what the box says, not what the list still says."""
    page = open_page("boss", "/customers/")
    names = [a.inner_text() for a in page.locator("tbody th.name a").all()]
    first, last = list(dict.fromkeys(names))[:2]
    page.keyboard.press("Control+k")
    page.fill("#palette input[type=search]", first)
    page.wait_for_selector(f"#palette-found [aria-selected=true]:has-text('{first}')")
    page.fill("#palette input[type=search]", last)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/customers/\d+/"))
    assert page.inner_text("h1") == last
    page.goto("/stock/documents/new/transfer/")
    row = page.locator("tr[data-row-entry]").first
    box, options = row.locator(".combo input").first, row.locator(".combo [role=option]")
    box.fill("AF-75")
    expect(options.first).to_contain_text("空气滤芯")
    box.fill("OF-75")
    page.keyboard.press("Enter")
    expect(box).to_have_value(re.compile("油滤芯"))


def test_a_follow_up_written_on_the_page_stands_in_the_stream(open_page):
    page = open_page("chenmo", "/customers/?view=mine")
    for link in [a.get_attribute("href") for a in page.locator("tbody th.name a").all()]:
        page.goto(link)
        if "/privacy/open/" not in page.url:  # a restricted customer asks what for, first
            break
    page.fill("[name=content]", "电话里谈妥了周五上门")
    page.click("button:has-text('记下')")
    page.wait_for_selector(".timeline .text:has-text('电话里谈妥了周五上门')")
    assert page.problems == []


def test_a_cell_is_edited_where_it_stands(open_page):
    page = open_page("boss", "/customers/?cols=name,city,lifecycle")
    cell = page.locator("tbody tr >> nth=0").locator("td.text").first
    cell.dblclick()
    editor = page.locator("tbody [name=city]")
    editor.wait_for()
    editor.fill("扬州市")
    editor.press("Enter")
    page.wait_for_selector("td.text:has-text('扬州市')")
    page.reload()
    assert "扬州市" in page.inner_text("tbody tr >> nth=0")


def test_chosen_rows_are_tagged_together(open_page):
    page = open_page("boss", "/customers/?cols=name,tags")
    for number in (0, 1):
        page.locator("tbody tr").nth(number).locator("[type=checkbox]").check()
    page.click("button:has-text('打标签')")
    page.wait_for_selector("[name=tags]", state="attached")
    assert page.problems == []


def test_a_row_opens_beside_the_list_and_the_address_can_be_shared(open_page):
    page = open_page("boss", "/customers/")
    first = page.locator("tbody th.name a").first
    name = first.inner_text()
    first.click()
    page.wait_for_selector("#drawer:not([hidden])")
    assert name in page.inner_text("#drawer")
    page.keyboard.press("Escape")
    page.wait_for_selector("#drawer", state="hidden")


def test_a_list_is_walked_by_keyboard(open_page):
    page = open_page("boss", "/customers/?cols=name,city")
    press = page.keyboard.press
    for key in ("j", "j", "k", "x"):
        press(key)
    page.wait_for_selector("#bulk:not([hidden])")
    assert page.locator("tr.here").get_attribute("data-row") == page.locator(
        "tbody tr[data-row]"
    ).first.get_attribute("data-row")
    press("j"), press("Shift+X")
    assert page.locator("tr.picked").count() == 2
    press("Escape")
    page.wait_for_selector("#bulk", state="hidden")
    press("e")
    page.wait_for_selector("tr.here td.editable:focus")
    press("Enter")
    page.wait_for_selector("tr.here td.editing [name=city]")
    for _ in range(2):
        press("Escape")
    press("Enter")
    page.wait_for_selector("#drawer:not([hidden]) h2")
    told = page.inner_text("#drawer h2")
    press("j")
    expect(page.locator("#drawer h2").first).not_to_have_text(told, timeout=60_000)
    press("Escape"), press("?")
    page.wait_for_selector("#shortcuts[open]")
    assert page.problems == []


def test_columns_are_chosen_and_rows_grouped_and_kept_as_a_view(open_page):
    page = open_page("boss", "/customers/")
    page.click("summary:has-text('列')")
    page.wait_for_selector("#columns input")
    for name, is_on in (("city", False), ("channel", True)):
        page.set_checked(f"#columns [value={name}]", is_on)
    page.click("#columns button:has-text('应用')")
    page.wait_for_url(re.compile("cols="))
    heads = page.locator("table.list thead th").all_inner_texts()
    assert "采集渠道" in heads and "城市" not in heads
    page.click("summary:has-text('视图')")
    page.click(".views a.option:has-text('发展阶段')")
    page.wait_for_selector("tr.group-row")
    page.click("summary:has-text('视图')")
    page.click("[data-open=save-view]")
    page.fill("#view_name", "按阶段看渠道")
    page.click("#save-view button:has-text('保存')")
    page.wait_for_selector(".views .tabs [aria-current=page]:has-text('按阶段看渠道')")
    assert "采集渠道" in page.locator("table.list thead th").all_inner_texts()
    assert page.locator("tr.group-row").count() and page.problems == []


def test_a_likely_twin_is_announced_while_typing_and_can_be_confirmed(open_page):
    page = open_page("boss", "/customers/")
    name = page.locator("tbody th.name a", has_text="公司").first.inner_text()
    page.goto("/customers/new/")
    page.fill("[name=name]", name)
    page.press("[name=name]", "Tab")
    page.wait_for_selector("#duplicates .alert")
    assert name in page.inner_text("#duplicates")
    page.click("main button[type=submit]:has-text('保存')")
    page.wait_for_selector("[name=confirmed]")
    assert page.input_value("[name=name]") == name
    page.check("[name=confirmed]")
    page.click("main button[type=submit]:has-text('保存')")
    page.wait_for_url(re.compile(r"/customers/\d+/$"))


def test_the_address_cascade_suggests_places(open_page):
    page = open_page("boss", "/customers/new/")
    page.wait_for_selector("#places-province option[value='江苏省']", state="attached")
    page.fill("[name=province]", "江苏省")
    page.press("[name=province]", "Tab")
    page.wait_for_selector("#places-city option[value='南京市']", state="attached")
    page.fill("[name=city]", "南京市")
    page.press("[name=city]", "Tab")
    page.wait_for_selector("#places-district option[value='鼓楼区']", state="attached")


def test_reading_works_without_scripts(server, browser):
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.fill("[name=username]", "boss")
    page.fill("[name=password]", "xiaomai-2026-demo")
    page.click("form [type=submit]")
    page.goto("/customers/?sort=name")
    assert page.locator("tbody tr").count() > 10
    page.click("tbody th.name a >> nth=0")
    assert page.locator("h1").count() == 1
    context.close()
