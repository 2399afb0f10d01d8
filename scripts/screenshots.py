"""Pictures of the user guide, taken from a demo company: `python -m scripts.screenshots`."""

import re
import time

from playwright.sync_api import Browser, Page, sync_playwright

from .keeping_pictures import of_keeping
from .picturing import PLACE, demo_company, keep, sign_in
from .provide_browser import chromium
from .service_pictures import (
    of_key_accounts,
    of_mail,
    of_partnership,
    of_parts,
    of_performance,
    of_presales,
    of_relationship,
    of_service,
    of_surveys,
    of_training,
)
from .trade_pictures import (
    of_group_buys,
    of_prices,
    of_rating,
    of_receivables,
    of_row,
    of_selling,
    of_stock,
    of_warranty,
)

SHEET = """客户名称,联系人,手机,地址,行业类型,备注
南京海纳自动化有限公司,王立群,13951880426,江苏省南京市江宁区将军大道33号,制造,展会上认识
苏州恒力精密机械厂,顾晓梅,1.39E+10,江苏省苏州市吴中区东吴南路5号,制造,
常州佳和电机有限公司,沈国强,13861009527,江苏省常州市新北区通江中路88号,制造,老客户介绍
,周伟,13815400123,,,佳和的采购
无锡金桥泵业有限公司,许静,0510-8586,江苏省无锡市锡山区友谊北路12号,制造,
扬州宝应环保设备厂,陈建国,13705250318,江苏省扬州市宝应县安宜东路6号,环保,月底要报价
"""


def of_lists(page: Page) -> None:
    """The list of customers, one of them, the palette."""
    page.goto("/customers/")
    keep(page, "customers-list-desktop")
    page.goto("/customers/?sort=-last_contact_at")
    name = page.locator("tbody th.name a").first
    word, address = name.inner_text()[:2], name.get_attribute("href")
    page.goto(address)
    keep(page, "customer-desktop")
    page.goto("/customers/")
    page.keyboard.press("Control+k")
    page.fill("#palette input[type=search]", word)
    page.wait_for_selector("#palette-found [role=option]")
    keep(page, "search-palette-desktop")


def of_schemes(page: Page) -> None:
    """A scheme whose second version has moved customers."""
    page.goto("/customers/schemes/")
    page.goto(page.locator("h2 a:has-text('企业规模')").get_attribute("href"))
    keep(page, "scheme-desktop")
    page.goto("/customers/quality/")
    keep(page, "quality-desktop")


def of_ownership(page: Page) -> None:
    """A pool with its rules, and what somebody who leaves hands over."""
    page.goto("/customers/pools/")
    page.click("main a:has-text('华东公海')")
    keep(page, "pool-desktop")
    page.goto("/care/")
    page.click("main tbody a")
    keep(page, "hand-over-desktop")


def of_archives(page: Page) -> None:
    """The oldest company with an owner: its archive, its relations, its days."""
    page.goto("/customers/?f=owner.filled&f=party_type.in.enterprise&sort=created_at")
    address = page.locator("tbody th.name a").first.get_attribute("href")
    page.goto(f"{address}tab/customers-profile/")
    keep(page, "profile-desktop")
    page.goto(f"{address}tab/customers-relations/")
    keep(page, "relations-desktop")
    page.goto(f"{address}days/")
    keep(page, "days-desktop")


def of_complaints(page: Page) -> None:
    """The board, the intake while somebody calls, the analysis."""
    page.goto("/complaints/board/")
    keep(page, "complaint-board-desktop")
    page.goto("/complaints/new/")
    page.fill("[name=words]", "空压机又停了，生产线全停着。")
    keep(page, "complaint-take-desktop")
    page.goto("/complaints/analysis/")
    page.fill("[name=since]", time.strftime("%Y-01-01"))
    page.click("main form.period-bar [type=submit]")
    keep(page, "complaint-analysis-desktop")


def of_strangers(page: Page, own: Page) -> None:
    """What is behind the QR code, on a phone."""
    page.goto("/complaints/doors/")
    page.goto(page.get_attribute("main tbody a", "href"))
    own.goto(page.get_attribute("main a:has-text('打开投诉页面')", "href"))
    keep(own, "complaint-tell-phone")


def of_development(page: Page, phone: Page) -> None:
    """The board of a region, and a visit of today on the phone that is taken along."""
    page.goto("/development/opportunities/board/")
    keep(page, "board-desktop")
    phone.goto("/development/visits/")
    phone.locator("main tbody a").first.click()
    phone.wait_for_selector("[data-check-in]")
    keep(phone, "visit-phone")


def of_twins(page: Page) -> None:
    """Customers side by side, about to become one."""
    page.goto("/customers/twins/")
    page.click("form[action='/customers/merge/'] .btn.primary")
    page.wait_for_selector(".beside")
    keep(page, "merge-desktop")


def of_imports(page: Page) -> None:
    """A sheet with two bad rows on its way in."""
    page.goto("/customers/imports/new/")
    sheet = {"name": "展会名单.csv", "mimeType": "text/csv", "buffer": SHEET.encode("gb18030")}
    page.set_input_files("[name=file]", sheet)
    page.click("main button:has-text('上传')")
    page.wait_for_url(re.compile("/columns/"))
    keep(page, "import-mapping-desktop")
    page.click("button:has-text('下一步：检查')")
    page.wait_for_selector("main button:has-text('重新检查')")
    keep(page, "import-check-desktop")
    page.click("main a:has-text('修改这些行')")
    page.wait_for_selector("#rows")
    keep(page, "import-repair-desktop")


def of_approvals(page: Page) -> None:
    """A request that waits for the marketing manager."""
    page.goto("/approvals/")
    page.click("a.case-row")
    page.wait_for_selector(".decide")
    keep(page, "approval-case-desktop")


def of_flows(page: Page) -> None:
    """The designer with a dry run."""
    page.goto("/approvals/definitions/")
    page.click("main a strong")
    page.wait_for_selector(".designer")
    keep(page, "approval-definition-desktop")


def of_upkeep(page: Page) -> None:
    """A key account that its owner is to check."""
    page.goto("/inbox/")
    page.click(".todo a:has-text('核实客户资料')")
    page.wait_for_selector(".strip")
    keep(page, "customer-verify-desktop")


def of_serving(browser: Browser, address: str) -> None:
    """Everything after the sale, and what keeps customers."""
    desk, boss = (sign_in(browser, address, one, "desktop") for one in ("wuhan", "boss"))
    engineer = sign_in(browser, address, "zhaoqiang", "phone")
    of_service(boss, engineer)
    of_training(boss, engineer)
    of_surveys(boss, engineer)
    of_parts(boss)
    of_performance(boss)
    of_relationship(boss)
    of_partnership(boss)
    of_presales(boss)
    of_mail(boss)
    credit = sign_in(browser, address, "wangxin", "desktop")
    of_key_accounts(credit)
    of_rating(credit)
    of_warranty(desk, sign_in(browser, address, "", "phone"))
    of_group_buys(
        sign_in(browser, address, "linyue", "desktop"), sign_in(browser, address, "", "phone")
    )


def main() -> None:
    """Take all pictures."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with demo_company() as address, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--lang=zh-CN"]
        )
        keep(sign_in(browser, address, "", "desktop"), "sign-in-desktop")
        of_lists(sign_in(browser, address, "boss", "desktop"))
        of_archives(sign_in(browser, address, "boss", "desktop"))
        of_upkeep(sign_in(browser, address, "chenmo", "desktop"))
        of_imports(sign_in(browser, address, "hejing", "desktop"))
        for username, look, path, name in (
            ("boss", "phone", "/customers/", "customers-list-phone"),
            ("boss", "dark", "/customers/", "customers-list-dark"),
            ("chenmo", "desktop", "/", "today-desktop"),
            ("boss", "desktop", "/board/", "own-board-desktop"),
            ("boss", "desktop", "/customers/quality/", "quality-board-desktop"),
            ("admin", "desktop", "/settings/roles/", "settings-roles-desktop"),
            ("admin", "desktop", "/settings/backups/", "backups-desktop"),
            ("admin", "desktop", "/fields/parameters/", "settings-parameters-desktop"),
            ("admin", "desktop", "/fields/templates/", "settings-templates-desktop"),
            ("yuning", "desktop", "/privacy/", "privacy-home-desktop"),
            ("audit", "desktop", "/settings/history/", "history-desktop"),
            ("liangyu", "desktop", "/purchasing/", "purchase-work-desktop"),
            ("liangyu", "desktop", "/purchasing/payables/", "payables-desktop"),
            ("boss", "desktop", "/targets/", "targets-desktop"),
            ("boss", "desktop", "/insight/rfm/", "insight-rfm-desktop"),
            ("boss", "desktop", "/insight/whale/", "insight-whale-desktop"),
        ):
            page = sign_in(browser, address, username, look)
            page.goto(path)
            keep(page, name)
        of_row(page, "/purchasing/orders/?view=coming", 2, "purchase-order-desktop")
        of_row(page, "/targets/commission/", 1, "commission-desktop")
        of_schemes(sign_in(browser, address, "hejing", "desktop"))
        of_ownership(sign_in(browser, address, "linyue", "desktop"))
        of_twins(sign_in(browser, address, "boss", "desktop"))
        desk = sign_in(browser, address, "wuhan", "desktop")
        of_complaints(desk)
        of_strangers(desk, sign_in(browser, address, "", "phone"))
        region = sign_in(browser, address, "linyue", "desktop")
        of_development(region, sign_in(browser, address, "chenmo", "phone"))
        of_approvals(sign_in(browser, address, "tangwei", "desktop"))
        of_serving(browser, address)
        of_flows(sign_in(browser, address, "admin", "desktop"))
        of_prices(sign_in(browser, address, "boss", "desktop"))
        of_stock(sign_in(browser, address, "boss", "desktop"))
        of_keeping(sign_in(browser, address, "linyue", "desktop"))
        of_selling(
            sign_in(browser, address, "boss", "desktop"), sign_in(browser, address, "", "phone")
        )
        of_receivables(sign_in(browser, address, "shenyan", "desktop"))
        browser.close()


if __name__ == "__main__":
    main()
