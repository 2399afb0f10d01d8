"""A phone's camera looks at a label: Chromium films a QR code, and the unit is found.

Chromium on Linux reads no codes by itself, so a stand-in for its BarcodeDetector looks at the
pixels of the picture that the camera really gave: only when they are the modules of the label's
code does it say what they mean.
"""

import json
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import expect

from maizi.site.demo import PASSWORD
from tests.conftest import ALONE

pytestmark = pytest.mark.browser
WIDTH, HEIGHT, MODULE, FRAMES, LOOKS = 640, 480, 10, 5, 3
DETECTOR = """(() => {
  const { rows, text, module, left, top } = %s;
  window.looks = 0;
  window.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code", "code_128"]; }
    async detect(video) {
      const sheet = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext("2d");
      sheet.drawImage(video, 0, 0);
      window.looks += 1;
      const dark = (x, y) => sheet.getImageData(x, y, 1, 1).data[0] < 128;
      const seen = rows.every((row, y) => [...row].every((one, x) =>
        dark(left + (x + 0.5) * module, top + (y + 0.5) * module) === (one === "1")));
      return seen ? [{ rawValue: text }] : [];
    }
  };
})()"""


@pytest.fixture
def unit(home) -> tuple[str, str]:
    """Serial and code of a unit of the demo company."""
    books = sqlite3.connect(home / "maizi.sqlite3", timeout=30)
    row = books.execute(
        "SELECT serial, code FROM warranty_unit WHERE state = 'in_use' AND serial LIKE 'FG%'"
    ).fetchone()
    books.close()
    return row


def drawn(text: str) -> tuple[list[str], int, int]:
    """The modules of a code, and where it stands in the picture."""
    rows = ["".join(str(one) for one in row) for row in segno.make(text, error="m").matrix]
    side = len(rows) * MODULE
    return rows, (WIDTH - side) // 2, (HEIGHT - side) // 2


def film(text: str, place: Path) -> Path:
    """A moving picture of a code on white paper, as a camera gives it (YUV4MPEG2, 4:2:0)."""
    rows, left, top = drawn(text)
    light = [bytearray([235]) * WIDTH for _ in range(HEIGHT)]
    for y, row in enumerate(rows):
        for x, one in enumerate(row):
            for line in range(MODULE if one == "1" else 0):
                start = left + x * MODULE
                light[top + y * MODULE + line][start : start + MODULE] = bytes([16]) * MODULE
    frame = b"FRAME\n" + b"".join(light) + bytes([128]) * (WIDTH * HEIGHT // 2)
    place.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip C420\n".encode() + frame * FRAMES)
    return place


@pytest.fixture
def phone(browser, server, tmp_path):
    """A function: a signed-in page on a phone that films this code, with or without a reader."""
    running = []

    def open_(path: str, *, filmed: str, known: str = "", allowed: bool = True, who: str = "wuhan"):
        args = [
            *ALONE, "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film(filmed, tmp_path / 'film.y4m')}",
        ]  # fmt: skip
        own = browser.browser_type.launch(executable_path=_program(), args=args)
        running.append(own)
        context = own.new_context(
            viewport={"width": 390, "height": 844}, base_url=server, locale="zh-CN",
            is_mobile=True, has_touch=True, permissions=["camera"] if allowed else [],
        )  # fmt: skip
        if known:
            rows, left, top = drawn(known)
            told = {"rows": rows, "text": known, "module": MODULE, "left": left, "top": top}
            context.add_init_script(DETECTOR % json.dumps(told))
        page = context.new_page()
        page.goto("/account/sign-in/")
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        page.click("main [type=submit], form [type=submit]")
        page.wait_for_url(lambda url: "sign-in" not in url)
        page.goto(path)
        return page

    yield open_
    for own in running:
        own.close()


def _program() -> str:
    from scripts.provide_browser import whole_chromium

    return whole_chromium()


def test_a_filmed_label_opens_the_unit(phone, server, unit):
    serial, code = unit
    label = f"{server}/warranty/scan/{code}/"
    page = phone("/warranty/find/", filmed=label, known=label)
    page.click("[data-camera-on]")
    page.wait_for_url(lambda url: urlsplit(url).path.removeprefix("/warranty/")[:-1].isdigit())
    expect(page.locator("main")).to_contain_text(serial)


def test_a_filmed_label_fills_the_serial_of_a_request(phone, server, unit):
    """The box says the serial, not the address on the label, and the unit stands beside it."""
    serial, code = unit
    label = f"{server}/warranty/scan/{code}/"
    page = phone("/service/new/", filmed=label, known=label)
    page.click("[data-camera-on]")
    expect(page.locator("[name=serial]")).to_have_value(serial)
    expect(page.locator("#found")).to_contain_text(serial)
    expect(page.locator("[data-viewfinder]")).to_be_hidden()


def test_another_code_before_the_camera_is_not_taken_for_it(phone, server, unit):
    """The control: the stand-in reads the picture, it does not only pretend."""
    label = f"{server}/warranty/scan/{unit[1]}/"
    page = phone("/service/new/", filmed=label[:-2] + "x/", known=label)
    page.click("[data-camera-on]")
    expect(page.locator("[data-viewfinder] video")).to_be_visible()
    for _ in range(100):
        page.wait_for_timeout(100)
        if page.evaluate("window.looks") > LOOKS:
            break
    assert page.evaluate("window.looks") > LOOKS
    expect(page.locator("[name=serial]")).to_have_value("")
    page.click("[data-camera-off]")
    expect(page.locator("[data-viewfinder]")).to_be_hidden()


def test_a_label_of_no_unit_is_said_so(phone, server):
    label = f"{server}/warranty/scan/{'A' * 16}/"
    page = phone("/service/new/", filmed=label, known=label)
    page.click("[data-camera-on]")
    expect(page.get_by_text("没有这个标签的档案，或者您看不到它。")).to_be_visible()
    expect(page.locator("[name=serial]")).to_have_value("")


def test_a_browser_that_reads_no_codes_says_so(phone, server):
    """As Chromium on Linux is: the button is not there, the box is."""
    page = phone("/service/new/", filmed=server)
    expect(page.locator("[data-no-camera]")).to_be_visible()
    expect(page.locator("[data-camera-on]")).to_be_hidden()
    page.fill("[name=serial]", "SN7")


def test_a_camera_that_may_not_be_used_says_so(phone, server):
    page = phone("/warranty/find/", filmed=server, known=server, allowed=False)
    page.click("[data-camera-on]")
    expect(page.locator("[data-denied]")).to_be_visible()
    expect(page.locator("[data-viewfinder]")).to_be_hidden()


@pytest.fixture
def piece(home) -> tuple[str, str]:
    """Number of a product that is kept by serial, and the serial of a piece on the shelf."""
    books = sqlite3.connect(home / "maizi.sqlite3", timeout=30)
    row = books.execute(
        "SELECT p.no, s.no FROM stock_serial s JOIN catalog_product p ON p.id = s.product_id "
        "WHERE s.warehouse_id IS NOT NULL ORDER BY s.id"
    ).fetchone()
    books.close()
    return row


def test_a_filmed_serial_goes_into_the_row_of_its_product(phone, server, piece):
    """Stock: the product first, then its pieces; the same piece filmed twice is one."""
    no, serial = piece
    page = phone("/stock/documents/new/transfer/", filmed=serial, known=serial, who="boss")
    page.fill("[name=scan]", no)
    page.press("[name=scan]", "Enter")
    row = page.locator("tr[data-row-entry]").first
    expect(row.locator("[name=product]")).not_to_have_value("")
    for _ in range(2):
        page.click("[data-scan-box] [data-camera-on]")
        expect(row.locator("[name=serials]")).to_have_value(serial)
        expect(page.locator("[data-viewfinder]")).to_be_hidden()
    expect(row.locator("[name=quantity]")).to_have_value("1")


def test_a_filmed_serial_is_traced_through_the_stock(phone, server, piece):
    page = phone("/stock/serials/", filmed=piece[1], known=piece[1], who="boss")
    page.click("[data-camera-on]")
    page.wait_for_url(lambda url: "no=" in url)
    expect(page.locator("main")).to_contain_text(piece[1])
