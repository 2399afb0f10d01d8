"""Pictures of service, of the lists of key accounts, of mail."""

from playwright.sync_api import Page

from .picturing import keep
from .trade_pictures import of_row


def of_service(page: Page, phone: Page) -> None:
    """Intake, dispatch, promises, the map, and the telephone of the engineer."""
    page.goto("/service/new/")
    page.fill("[name=symptom]", "开机就跳闸，车间停了")
    keep(page, "service-take-desktop")
    page.goto("/service/dispatch/")
    keep(page, "service-dispatch-desktop")
    page.goto("/service/promises/")
    keep(page, "service-promises-desktop")
    page.goto("/service/map/")
    keep(page, "service-map-desktop")
    phone.goto("/service/mine/")
    keep(phone, "service-mine-phone")


def of_parts(page: Page) -> None:
    """Spare parts by region, one of them, the plan that is drafted."""
    page.goto("/parts/")
    keep(page, "parts-board-desktop")
    page.goto("/parts/?q=轴承")
    page.click("table th[scope=row] a")
    keep(page, "parts-part-desktop")
    of_row(page, "/parts/plans/", 0, "parts-plan-desktop")


def of_performance(page: Page) -> None:
    """Last month of the engineers, and what one of them is made of."""
    page.goto("/training/")
    keep(page, "performance-month-desktop")
    page.click("table th[scope=row] a")
    keep(page, "performance-person-desktop")


def of_training(page: Page, phone: Page) -> None:
    """Who may mend what, until when; one's own certificates on the telephone; what was learned."""
    page.goto("/training/matrix/")
    keep(page, "training-matrix-desktop")
    page.goto("/training/exchange/")
    keep(page, "training-exchange-desktop")
    phone.goto("/training/mine/")
    keep(phone, "training-mine-phone")


def of_partnership(page: Page) -> None:
    """What was promised and how much of it was kept; how near one is to a customer."""
    page.goto("/relationship/promises/rates/")
    keep(page, "promise-rates-desktop")
    page.goto("/relationship/promises/")
    page.goto(page.locator("table th[scope=row] a").first.get_attribute("href"))
    page.goto(page.locator("main a[href*='/customers/']").first.get_attribute("href"))
    page.goto(f"{page.url}tab/relationship-partner/")
    keep(page, "partnership-desktop")


def of_presales(page: Page) -> None:
    """A trial out of the stock, a question answered by an expert, a solution sheet."""
    page.goto("/presales/trials/")
    page.goto(page.locator("tbody tr:has-text('满意')").locator("a").first.get_attribute("href"))
    keep(page, "trial-desktop")
    page.goto("/presales/experts/?view=all")
    page.goto(page.locator("tbody tr:has-text('露点')").locator("a").first.get_attribute("href"))
    keep(page, "experts-desktop")
    page.goto("/sales/solutions/?view=all")
    page.goto(
        page.locator("tbody tr:has-text('喷涂线')").last.locator("a").first.get_attribute("href")
    )
    keep(page, "solution-desktop")


def of_key_accounts(page: Page) -> None:
    """Four lists, one customer on them, the desk of the credit officer."""
    page.goto("/key-accounts/")
    keep(page, "key-accounts-desktop")
    page.goto("/key-accounts/desk/")
    keep(page, "credit-desk-desktop")


def of_relationship(page: Page) -> None:
    """The evaluation of a customer that was reviewed."""
    page.goto("/relationship/?view=all")
    page.goto(page.locator("tbody tr:has-text('已复核') a").first.get_attribute("href"))
    keep(page, "relationship-evaluation-desktop")


def of_mail(page: Page) -> None:
    """A mailbox that is looked after, an exchange, a newsletter with what became of it."""
    page.goto("/mail/")
    keep(page, "mailboxes-desktop")
    of_row(page, "/mail/news/", 0, "newsletter-desktop")


def of_surveys(page: Page, phone: Page) -> None:
    """Results of a round, its shortfalls, a dissatisfied customer, the customer's own page."""
    page.goto("/surveys/?view=all")
    page.goto(page.locator("tbody a:has-text('三季度')").first.get_attribute("href"))
    address = page.url
    page.goto(f"{address}results/")
    keep(page, "survey-results-desktop")
    page.goto(f"{address}improve/")
    keep(page, "survey-improve-desktop")
    page.goto("/surveys/alerts/?view=open")
    page.goto(page.locator("tbody a").first.get_attribute("href"))
    keep(page, "survey-alert-desktop")
    page.goto("/surveys/?view=open")
    page.goto(page.locator("tbody a:has-text('年度')").first.get_attribute("href"))
    page.click("button:has-text('取链接') >> nth=0")
    phone.goto(page.locator("input.secret").input_value())
    keep(phone, "survey-answer-phone")
