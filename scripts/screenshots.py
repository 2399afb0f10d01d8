"""Pictures of the user guide, taken from a demo company: `python -m scripts.screenshots`."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import django
from playwright.sync_api import Browser, Page, sync_playwright

from .prepare import ROOT
from .provide_browser import chromium

PLACE = ROOT / "docs" / "guide" / "images"
MAIZI = [sys.executable, "-m", "maizi.site.cli"]
SIZES = {"desktop": (1440, 900), "phone": (390, 844), "dark": (1440, 900)}
SHEET = """客户名称,联系人,手机,地址,行业类型,备注
南京海纳自动化有限公司,王立群,13951880426,江苏省南京市江宁区将军大道33号,制造,展会上认识
苏州恒力精密机械厂,顾晓梅,1.39E+10,江苏省苏州市吴中区东吴南路5号,制造,
常州佳和电机有限公司,沈国强,13861009527,江苏省常州市新北区通江中路88号,制造,老客户介绍
,周伟,13815400123,,,佳和的采购
无锡金桥泵业有限公司,许静,0510-8586,江苏省无锡市锡山区友谊北路12号,制造,
扬州宝应环保设备厂,陈建国,13705250318,江苏省扬州市宝应县安宜东路6号,环保,月底要报价
"""


@contextmanager
def demo_company() -> Iterator[str]:
    """Address of a demo company that is served for as long as this lasts."""
    with tempfile.TemporaryDirectory(prefix="maizi-pictures-") as home, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        os.environ["MAIZI_HOME"] = home
        os.environ["MAIZI_DATABASE"] = f"sqlite:///{home}/maizi.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maizi.site.settings")
        django.setup()
        subprocess.run([*MAIZI, "demo"], cwd=ROOT, check=True, capture_output=True)
        command = [*MAIZI, "up", "--port", str(port), "--workers", "1"]
        running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            yield wait(f"http://127.0.0.1:{port}")
        finally:
            running.terminate()
            running.wait(20)


def wait(address: str) -> str:
    """The address, as soon as it answers."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/account/sign-in/", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return address
    raise SystemExit("The demo company does not answer.")


def sign_in(browser: Browser, address: str, username: str, look: str) -> Page:
    """A page of a person, on a desk or on a phone."""
    from maizi.site.demo import PASSWORD

    width, height = SIZES[look]
    page = browser.new_page(
        base_url=address, viewport={"width": width, "height": height}, locale="zh-CN",
        color_scheme="dark" if look == "dark" else "light", timezone_id="Asia/Shanghai",
    )  # fmt: skip
    page.goto("/account/sign-in/")
    if username:
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        page.click("form [type=submit]")
        page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def keep(page: Page, name: str) -> None:
    """Write the picture when the page has come to rest."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PLACE / f"{name}.png", animations="disabled")
    print(name)


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
        of_flows(sign_in(browser, address, "admin", "desktop"))
        of_prices(sign_in(browser, address, "boss", "desktop"))
        of_stock(sign_in(browser, address, "boss", "desktop"))
        of_selling(
            sign_in(browser, address, "boss", "desktop"), sign_in(browser, address, "", "phone")
        )
        of_receivables(sign_in(browser, address, "shenyan", "desktop"))
        browser.close()


if __name__ == "__main__":
    main()
