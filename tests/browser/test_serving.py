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
def begun(tmp_path, company):
    """(`maizi up` with two workers, its address, its log), just begun; its rest is killed."""
    home, port = Path(shutil.copytree(company, tmp_path / "maizi")), _free_port()
    with (home / "log").open("wb") as log:
        running = subprocess.Popen(
            [*COMMAND, "up", "--port", str(port), "--workers", "2"], env=_surroundings(home),
            cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    yield running, f"http://127.0.0.1:{port}", home / "log"
    if running.poll() is None:
        for one in [running.pid, *all_below(running.pid)]:
            os.kill(one, signal.SIGKILL)


@pytest.fixture
def up(begun):
    """(running `maizi up` with two workers, its address)."""
    running, address, log = begun
    _wait(address, running, log)
    return running, address


def children_of(pid: int) -> list[int]:
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(word) for word in found.split()]


def all_below(pid: int) -> list[int]:
    return [one for child in children_of(pid) for one in (child, *children_of(child))]


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
        time.sleep(0.01)
    return True


def test_it_ends_when_told_and_leaves_nothing_behind(up):
    running, address = up
    below = all_below(running.pid)
    running.terminate()
    assert running.wait(PATIENCE_SECONDS) == 0
    assert len(below) == 4 and waited(lambda: not any(Path(f"/proc/{p}").exists() for p in below))
    assert not answers(address)


def test_a_terminal_tells_no_worker_a_second_time(up):
    """Ctrl+C goes to every process of the terminal's group; a worker told twice does not end."""
    running, _address = up
    below = all_below(running.pid)
    (web,) = [child for child in children_of(running.pid) if children_of(child)]
    assert {os.getpgid(one) for one in (web, *children_of(web))} == {web}
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(PATIENCE_SECONDS) == 0
    assert len(below) == 4 and waited(lambda: not any(Path(f"/proc/{p}").exists() for p in below))


def test_it_ends_when_told_while_its_workers_are_being_loaded(begun):
    running, _address, _log = begun
    assert waited(lambda: len(all_below(running.pid)) == 4)
    below = all_below(running.pid)
    running.terminate()
    assert running.wait(PATIENCE_SECONDS) == 0
    assert waited(lambda: not any(Path(f"/proc/{p}").exists() for p in below))


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
