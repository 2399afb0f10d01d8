"""`maizi up` as it is run: it answers, survives a lost worker, and ends when it is told."""

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser.conftest import COMMAND, PATIENCE_SECONDS, ROOT, _free_port, _surroundings, _wait

pytestmark = pytest.mark.browser


@pytest.fixture
def up(tmp_path, company):
    """(running `maizi up` with two workers, its address); whatever is left of it is killed."""
    home, port = Path(shutil.copytree(company, tmp_path / "maizi")), _free_port()
    with (home / "log").open("wb") as log:
        running = subprocess.Popen(
            [*COMMAND, "up", "--port", str(port), "--workers", "2"], env=_surroundings(home),
            cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    _wait(address, running, home / "log")
    yield running, address
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in found.split()]


def answers(address: str) -> bool:
    try:
        return urllib.request.urlopen(f"{address}/account/sign-in/", timeout=20).status == 200
    except OSError:
        return False


def waited(is_true) -> bool:
    """Whether something came true in good time."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_true():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def test_it_ends_when_told_and_leaves_nothing_behind(up):
    running, address = up
    below = [one for child in children_of(running.pid) for one in (child, *children_of(child))]
    running.terminate()
    assert running.wait(PATIENCE_SECONDS) == 0
    assert len(below) == 4 and waited(lambda: not any(Path(f"/proc/{p}").exists() for p in below))
    assert not answers(address)


def test_a_worker_that_is_lost_comes_again(up):
    running, address = up
    (web,) = [child for child in children_of(running.pid) if children_of(child)]
    first = children_of(web)
    os.kill(first[0], signal.SIGKILL)
    assert waited(lambda: len({*children_of(web)} - {first[0]}) == 2)
    assert waited(lambda: answers(address))


def test_what_is_loaded_lies_in_memory_once(up):
    """A worker that has answered nothing yet owns less than half of what it reads."""
    running, _address = up
    (web,) = [child for child in children_of(running.pid) if children_of(child)]
    texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in children_of(web)]
    for text in texts:
        own, read = (int(re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE)[1])
                     for name in ("Private_Dirty", "Rss"))  # fmt: skip
        assert own < read / 2
