"""Pictures of keeping customers and of meetings."""

from playwright.sync_api import Page

from .picturing import keep


def of_keeping(page: Page) -> None:
    """The plan, how one customer is kept, the three fates, a meeting that is followed."""
    page.goto("/care/plan/?who=all")
    keep(page, "return-plan-desktop")
    page.goto("/care/plan/?who=all&when=all")
    page.goto(page.locator("tbody th a").first.get_attribute("href"))
    keep(page, "care-tab-desktop")
    page.goto("/care/ladder/")
    keep(page, "fates-desktop")
    page.goto("/meetings/?view=following")
    page.goto(page.locator("tbody th.name a").first.get_attribute("href"))
    keep(page, "meeting-desktop")
