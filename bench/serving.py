"""The running server: cold start, memory of four workers, first load of a page."""

import gzip
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from .measure import Timing

PORT = 8699
ADDRESS = f"http://127.0.0.1:{PORT}"
LIMIT_KB, LIMIT_SECONDS, LIMIT_MIB = 140, 2, 200


def run(size: int) -> list[tuple[Timing, Timing | None, float | None]]:
    """Seconds to the first answer, MiB (PSS) of four workers, compressed kB of a first load."""
    running, seconds = _start()
    try:
        for _ in range(40):
            _get("/account/sign-in/")
        memory = _memory(running.pid)
        first = _first_load("/account/sign-in/")
    finally:
        running.terminate()
        running.wait(30)
    return [
        (
            Timing("冷启动到第一次应答（ms）", seconds * 1000, 0, 0, f"≤ {LIMIT_SECONDS * 1000}"),
            None,
            None,
        ),
        (Timing("四个网页进程的内存（MiB，PSS）", memory, 0, 0, f"≤ {LIMIT_MIB}"), None, None),
        (Timing("首次打开传输（kB，压缩后）", first, 0, 0, f"≤ {LIMIT_KB}"), None, None),
    ]


def _start() -> tuple[subprocess.Popen, float]:
    started = time.perf_counter()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(PORT), "--workers", "4", "--blocking-threads", "1", "--no-ws",
        "maizi.site.wsgi:application",
    ]  # fmt: skip
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            _get("/account/sign-in/")
        except OSError:
            time.sleep(0.02)
        else:
            return running, time.perf_counter() - started
    running.kill()
    raise SystemExit("the server did not answer")


def _get(path: str) -> bytes:
    with urllib.request.urlopen(f"{ADDRESS}{path}", timeout=5) as answer:
        return answer.read()


def _memory(parent: int) -> float:
    """Proportional set size of a process and everything below it, in MiB."""
    kilobytes = 0
    for pid in [parent, *_below(parent)]:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        kilobytes += int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1])
    return kilobytes / 1024


def _below(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        is_running = folder.name.isdigit() and (folder / "stat").exists()
        if is_running and _parent_of(folder) == parent:
            found += [int(folder.name), *_below(int(folder.name))]
    return found


def _parent_of(folder: Path) -> int:
    return int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])


def _first_load(path: str) -> float:
    """Compressed kilobytes of a page with its styles and scripts."""
    page = _get(path)
    text = page.decode()
    parts = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', text))
    return (len(gzip.compress(page)) + sum(len(gzip.compress(_get(p))) for p in parts)) / 1000
