"""Pictures of prices, stock, receivables, orders and purchases."""

from playwright.sync_api import Page

from .picturing import keep, opened


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


def of_rating(page: Page) -> None:
    """An evaluation with its reasons, ratios over the periods, a card tried on old loans."""
    page.goto("/rating/?view=open")
    opened(page, page.locator("tbody th a").first.get_attribute("href"))
    keep(page, "rating-evaluation-desktop")
    opened(page, page.locator("a[href^='/rating/of/']").first.get_attribute("href"))
    keep(page, "rating-dossier-desktop")
    page.goto("/rating/books/")
    opened(page, page.locator("tbody th a").first.get_attribute("href"))
    keep(page, "rating-book-desktop")


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


def of_warranty(page: Page, own: Page) -> None:
    """A television that was repaired twice, what its owner may choose, and how he looks it up."""
    page.goto("/warranty/find/?q=KB-55")
    page.goto(page.locator("main .line a").first.get_attribute("href"))
    keep(page, "unit-desktop")
    page.goto("/warranty/verdicts/?view=asked")
    page.goto(page.locator("tbody th.no a, tbody th a").first.get_attribute("href"))
    keep(page, "verdict-desktop")
    own.goto("/warranty/check/")
    keep(own, "check-phone")


def of_group_buys(page: Page, phone: Page) -> None:
    """An activity that is reached, and the page on which strangers register."""
    page.goto("/groupbuys/board/")
    page.click("a.gb-card:has-text('滤芯')")
    keep(page, "group-buy-desktop")
    page.goto("/groupbuys/board/")
    page.click("a.gb-card:has-text('冬储')")
    link = page.get_attribute("a[href*='/groupbuys/join/']", "href")
    phone.goto(link)
    keep(phone, "group-buy-phone")
