"""A Chromium for the browser tests, and a Chinese font for it to write with."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from .provide_postgres import Unfit, apt_install

SHELL = "chromium-headless-shell"  # without a window: a third of the processor time, no camera
NAMES = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
]  # fmt: skip
FONT = "fonts-wqy-microhei"
DOWNLOAD_SECONDS = 300
NO_DRIVER = (
    "Playwright's driver does not start here; it needs the library libatomic (Debian and Ubuntu: "
    "apt-get install libatomic1)."
)
NO_BROWSER = (
    "No browser for the tests: neither Chromium, Chrome nor Edge is on PATH, and neither "
    "Playwright's download nor apt-get could bring one; install chromium, or name a browser in "
    "MAIZI_CHROMIUM."
)


@dataclass(frozen=True)
class Browser:
    """One Chromium-like browser.

    whole  path of one that has a camera too; the same, unless `path` is one without a window
    """

    path: str
    told: str
    whole: str


@cache
def provide_browser(route: str | None = None) -> Browser:
    """A browser by the first route that works, and a driver to drive it with."""
    if not has_driver() and not (apt_install("libatomic1") and has_driver()):
        raise SystemExit(NO_DRIVER)
    for name in [route] if route else BROWSER_ROUTES:
        try:
            found = BROWSER_ROUTES[name]()
        except Unfit:
            continue
        return replace(found, told=found.told + _chinese_font())
    raise SystemExit(NO_BROWSER)


def chromium() -> str:
    """The path of the browser that the tests drive."""
    return provide_browser().path


def whole_chromium() -> str:
    """The path of one with a camera."""
    return provide_browser().whole


def _given() -> Browser:
    path = os.environ.get("MAIZI_CHROMIUM")
    if not path:
        raise Unfit
    if not starts(path):
        raise SystemExit(f"MAIZI_CHROMIUM names a browser that does not start: {path}")
    whole = _first(NAMES) if SHELL in Path(path).name else None
    return Browser(path, "the browser named in MAIZI_CHROMIUM", whole or path)


def _installed() -> Browser:
    whole = _first(NAMES)
    if not whole:
        raise Unfit
    path = _first([SHELL]) or whole
    return Browser(path, f"{Path(path).name} of this machine", whole)


def _first(names: list[str]) -> str | None:
    """The first of some programs that is here and starts."""
    found = filter(None, map(shutil.which, names))
    return next((path for path in found if starts(path)), None)


def _download() -> Browser:
    path, whole = _downloaded()
    if not starts(path):
        print("  playwright install chromium", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        try:
            subprocess.run(command, timeout=DOWNLOAD_SECONDS, **quiet)
        except subprocess.TimeoutExpired:
            raise Unfit from None
        path, whole = _downloaded()
    if not starts(path):
        raise Unfit
    return Browser(path, "the Chromium that Playwright downloads", whole)


def _apt() -> Browser:
    if not (apt_install("chromium", SHELL, FONT) or apt_install("chromium", FONT)):
        raise Unfit
    return _installed()


BROWSER_ROUTES = {"given": _given, "installed": _installed, "download": _download, "apt": _apt}


def starts(path: str) -> bool:
    """Whether the program there runs at all (a download may lack system libraries)."""
    try:
        ended = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def has_driver() -> bool:
    """Whether Playwright's own program starts; its wheel leaves out one system library."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, capture_output=True).returncode == 0


def _downloaded() -> tuple[str, str]:
    """What Playwright has downloaded or would: without a window, where there is; the whole one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        whole = Path(play.chromium.executable_path)
    shells = whole.parents[2].glob("chromium_headless_shell-*/*/*headless*shell*")
    return str(max((one for one in shells if one.is_file()), default=whole)), str(whole)


def _chinese_font() -> str:
    listed = shutil.which("fc-list")
    if not listed or subprocess.run([listed, ":lang=zh"], capture_output=True).stdout:
        return ""
    if apt_install(FONT):
        return f", with {FONT}"
    return "; no Chinese font is installed, so screenshots will show boxes"
