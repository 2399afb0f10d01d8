"""What a person arranges for himself: the sections of the menu, the parts of his board."""

import pytest

pytestmark = pytest.mark.browser
OPEN = "found => found.filter(one => one.open).map(one => one.dataset.section)"
PARTS = "found => found.map(one => one.dataset.part)"


def test_sections_are_folded_by_mouse_and_key_and_stay_so(open_page):
    page = open_page("boss", "/")

    def opened() -> list[str]:
        return page.eval_on_selector_all("[data-section]", OPEN)

    assert opened() == ["desk"]
    page.click("[data-section=sales] > summary")
    page.focus("[data-section=stock] > summary")
    page.keyboard.press("Enter")
    page.click("[data-section=desk] > summary")
    assert opened() == ["sales", "stock"]
    page.goto("/customers/")
    assert opened() == ["customers", "sales", "stock"]
    page.click("[data-section=customers] > summary")
    assert opened() == ["sales", "stock"]
    page.reload()
    page.click("[data-section=customers] > summary")
    page.goto("/board/")
    assert opened() == ["desk", "sales", "stock"], "of the page, and what was left open"
    assert page.problems == []


def test_sections_are_folded_on_a_phone(open_page):
    page = open_page("boss", "/", "phone")
    page.click("[data-side-open]")
    entry = page.locator("[data-section=sales] a").first
    assert not entry.is_visible()
    page.tap("[data-section=sales] > summary")
    assert entry.is_visible()
    box = page.locator("[data-section=sales] > summary").bounding_box()
    assert box["height"] >= 44, "a finger hits it"


def test_a_part_lands_where_it_is_dropped(open_page):
    page = open_page("boss", "/board/arrange/")

    def parts() -> list[str]:
        return page.eval_on_selector_all("[data-arranged] [data-part]", PARTS)

    def drop(part: str, on: str, share: float) -> list[str]:
        """Drop a part at a share of another one's height; the order that is kept."""
        row = page.locator(f"[data-part={on}]").bounding_box()
        there = row["y"] + row["height"] * share
        there -= page.locator("[data-arranged]").bounding_box()["y"]
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.drag_and_drop(f"[data-part={part}] .grip", "[data-arranged]",
                               target_position={"x": 60, "y": there})  # fmt: skip
        shown = parts()
        page.reload()
        assert parts() == shown
        return shown

    a, b, c, *rest = parts()
    assert drop(a, b, 0.9) == [b, a, c, *rest], "downwards by one"
    assert drop(b, c, 0.9) == [a, c, b, *rest], "downwards over two"
    assert drop(b, a, 0.1) == [b, a, c, *rest], "upwards"
    assert drop(b, a, 1.05) == [a, b, c, *rest], "into the gap below: not to the end"
    assert page.problems == []
