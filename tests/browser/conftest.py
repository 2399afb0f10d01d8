"""A real server with the demo company, and real browser pages in it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from maizi.site.demo import PASSWORD

ROOT = Path(__file__).parents[2]
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}
PATIENCE_SECONDS = 120  # other tests run beside: what is slow is not wrong


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


COMMAND = [sys.executable, "-m", "maizi.site.cli"]


@pytest.fixture(scope="session")
def company(tmp_path_factory) -> Path:
    """The data folder of a demo company, built once a run for all workers: it takes a minute."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "company"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "built").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            command = [*COMMAND, "demo", "--size", "80"]
            subprocess.run(command, env=_surroundings(folder), cwd=ROOT, check=True)
            (folder / "built").touch()
    return folder


@pytest.fixture(scope="session")
def home(tmp_path_factory, company):
    """The data folder of the running server: a copy of the company of its own."""
    return Path(shutil.copytree(company, tmp_path_factory.mktemp("home") / "maizi"))


def _surroundings(home: Path) -> dict:
    return os.environ | {
        "MAIZI_HOME": str(home), "MAIZI_DATABASE": f"sqlite:///{home / 'maizi.sqlite3'}",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip


@pytest.fixture(scope="session")
def server(home):
    """Address of a running `maizi up` over a demo company of its own."""
    port = _free_port()
    log = (home / "log").open("wb")
    running = subprocess.Popen(
        [*COMMAND, "up", "--port", str(port), "--workers", "1"],
        env=_surroundings(home), cwd=ROOT, stdout=log, stderr=log,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, running, home / "log")
        yield address
    finally:
        running.terminate()
        running.wait(PATIENCE_SECONDS)


def _wait(address: str, running, log: Path) -> None:
    for _ in range(PATIENCE_SECONDS * 10):
        assert running.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(f"{address}/account/sign-in/", timeout=2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no answer: {log.read_text()}")


@pytest.fixture
def open_page(server, browser):
    """A function that opens a signed-in page: open_page("chenmo", "/customers/", "phone")."""
    contexts = []

    def open_(username: str = "", path: str = "/", width: str = "desktop", theme: str = "light"):
        size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
        context = browser.new_context(
            viewport=size, base_url=server, locale="zh-CN", color_scheme=theme,
            is_mobile=width == "phone", has_touch=width == "phone",
        )  # fmt: skip
        contexts.append(context)
        context.set_default_timeout(PATIENCE_SECONDS * 1_000)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda m: page.problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.problems.append(str(e)))
        if username:
            page.goto("/account/sign-in/")
            page.fill("[name=username]", username)
            page.fill("[name=password]", PASSWORD)
            page.click("main [type=submit], form [type=submit]")
            page.wait_for_url(lambda url: "sign-in" not in url)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
