"""A demo company that is served, people signed in to it, pictures kept of what they see."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import django
from playwright.sync_api import Browser, Page

from .prepare import ROOT

PLACE = ROOT / "docs" / "guide" / "images"
MAIZI = [sys.executable, "-m", "maizi.site.cli"]
SIZES = {"desktop": (1440, 900), "phone": (390, 844), "dark": (1440, 900)}


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


def opened(page: Page, address: str) -> None:
    """Go to a page; where it asks what for, say: to manage the relation."""
    page.goto(address)
    if "/privacy/open/" in page.url:
        page.check("[name=purpose][value=manage]")
        page.click("main form [type=submit]")
        page.wait_for_url(lambda url: "/privacy/open/" not in url)


def keep(page: Page, name: str) -> None:
    """Write the picture when the page has come to rest."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PLACE / f"{name}.png", animations="disabled")
    print(name)
