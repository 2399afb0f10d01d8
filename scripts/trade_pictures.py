"""Pictures of prices, stock, receivables, orders and purchases."""

from playwright.sync_api import Page

from .picturing import keep


def of_prices(page: Page) -> None:
    """Why a filter costs a key account what it costs."""
    page.goto("/catalog/products/?view=parts&q=AF-75")
    product = page.locator("tbody th.name a").first.get_attribute("href").strip("/").split("/")[-1]
    page.goto("/customers/?f=ka_status.in.key")
    customer = page.locator("tbody th.name a").last.get_attribute("href").strip("/").split("/")[-1]
    asked = f"product={product}&customer={customer}&quantity=12&offered=80"
    page.goto(f"/catalog/prices/why/?{asked}")
    keep(page, "why-this-price-desktop")


def of_stock(page: Page) -> None:
    """The stock card of a filter, a document being typed with a scanner, a count half done."""
    page.goto("/catalog/products/?view=parts&q=AF-75")
    product = page.locator("tbody th.name a").first.get_attribute("href").strip("/").split("/")[-1]
    page.goto(f"/stock/products/{product}/")
    keep(page, "stock-card-desktop")
    page.goto("/stock/documents/new/other_in/")
    box = page.locator("[data-scan-box] input")
    for code in ("AF-75", "OF-75", "KS-8000"):
        box.fill(code)
        box.press("Enter")
        page.wait_for_timeout(600)
    keep(page, "stock-entry-desktop")
    page.goto("/stock/counts/")
    page.goto(page.locator("tbody th.name a").first.get_attribute("href"))
    keep(page, "stock-count-desktop")


def of_receivables(page: Page) -> None:
    """Ages of everything, and the account of whom to call first."""
    page.goto("/credit/ageing/")
    keep(page, "credit-ageing-desktop")
    page.goto("/credit/dunning/")
    page.click("tbody th a")
    page.wait_for_selector(".figures")
    keep(page, "credit-account-desktop")


def of_selling(page: Page, own: Page) -> None:
    """An order that is still typed, one that is under way, an offer as its customer sees it."""
    page.goto("/sales/orders/?view=all&f=state.in.partly")
    page.goto(page.locator("tbody th.name a").first.get_attribute("href"))
    keep(page, "sales-order-desktop")
    page.goto("/sales/quotes/?view=all&f=state.in.draft")
    page.goto(page.locator("tbody th.name a").first.get_attribute("href"))
    keep(page, "sales-quote-desktop")
    page.goto("/sales/quotes/?view=all&f=state.in.sent")
    page.goto(page.locator("tbody th.name a").first.get_attribute("href"))
    own.goto("".join(page.locator(".clip-link").first.inner_text().split()))
    keep(own, "sales-offer-phone")
    page.goto("/sales/reports/?by=customer")
    keep(page, "sales-report-desktop")


def of_row(page: Page, path: str, place: int, name: str) -> None:
    """One record out of a list."""
    page.goto(path)
    page.goto(page.locator("tbody th a").nth(place).get_attribute("href"))
    keep(page, name)
