"""The running server: cold start, memory of four workers before and after an import, first load."""

import gzip
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

from .measure import Aim, Row, Timing

PORT = 8699
ADDRESS = f"http://127.0.0.1:{PORT}"
MOST_KB, MOST_MS, MOST_MIB, WORKERS = 140, 2_000, 200, 4
PAGES = ("/customers/", "/customers/?sort=name", "/search/suggest/?q=华宁", "/", "/inbox/")
ROUNDS = 40
SECONDS = 0.02


def run(size: int) -> list[Row]:
    """Milliseconds to the first answer, MiB (PSS), compressed kB of a first load."""
    from django.core.management import call_command

    from .pages import Browser

    call_command("collectstatic", verbosity=0, interactive=False)
    cookies = Browser("boss").cookies
    cold = sorted(_cold_start() for _ in range(3))
    server = _start("up", "--port", str(PORT), "--workers", str(WORKERS))
    try:
        _wait()
        for _ in range(ROUNDS):
            for path in PAGES:
                _get(urllib.parse.quote(path, safe="/?=&"), cookies)
        web, jobs = _parts_of(server.pid)
        memory, loads = _memory(web), [_load(p, cookies) for p in ("/account/sign-in/", PAGES[0])]
        worker, most = _import(size, jobs)
        after = _memory(web)
    finally:
        server.terminate()
        server.wait(30)
    return [
        (Timing("maizi up 到第一次应答（ms）", cold[1], cold[-1], 0), None, Aim(most=MOST_MS)),
        (Timing("四个网页进程的内存（MiB，PSS）", memory, memory, 0,
                f"每种页面打开 {ROUNDS} 次之后"), None, Aim(most=MOST_MIB)),
        (Timing("四个网页进程的内存，导入之后（MiB）", after, after, 0), None, Aim(most=MOST_MIB)),
        (Timing("后台进程的内存，导入之后（MiB）", worker, most, 0, "右边是导入时最多"),
         None, None),
        (Timing("首次打开登录页（kB，压缩后）", loads[0], loads[0], 0), None, Aim(most=MOST_KB)),
        (Timing("首次打开客户列表（kB，压缩后）", loads[1], loads[1], 0), None, Aim(most=MOST_KB)),
    ]  # fmt: skip


def _start(*words: str) -> subprocess.Popen:
    command = [sys.executable, "-m", "maizi.site.cli", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _cold_start() -> float:
    """Milliseconds from the command to the first page; the data are there already."""
    started = time.perf_counter()
    server = _start("up", "--port", str(PORT))
    try:
        _wait()
        return (time.perf_counter() - started) * 1000
    finally:
        server.terminate()
        server.wait(30)


def _wait() -> None:
    for _ in range(3_000):
        try:
            _get("/account/sign-in/")
        except OSError:
            time.sleep(SECONDS)
        else:
            return
    raise SystemExit("the server did not answer")


def _get(path: str, cookies: str = "") -> bytes:
    asked = urllib.request.Request(f"{ADDRESS}{path}", headers={"Cookie": cookies})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.read()


def _import(size: int, worker: int) -> tuple[float, float]:
    """Have the server's own worker import and undo a sheet; its MiB afterwards and at most."""
    from maizi.accounts.models import User
    from maizi.kit.imports import flow
    from maizi.kit.imports.terms import ImportState

    from .imports import MOST_ROWS, begun, folder_of, written

    rows, by, most = min(MOST_ROWS, size), User.objects.get(username="boss"), 0.0
    found = begun(written(folder_of() / "客户.xlsx", rows), by)
    for state, end in (
        (ImportState.IMPORTING, ImportState.DONE), (ImportState.UNDOING, ImportState.UNDONE),
    ):  # fmt: skip
        flow.start(found, state, by=by)
        found.refresh_from_db()
        while found.state != end:
            assert found.state == state, found.state
            time.sleep(10 * SECONDS)
            most = max(most, _memory([worker]))
            found.refresh_from_db()
    return _memory([worker]), most


def _parts_of(server: int) -> tuple[list[int], int]:
    """(the processes that answer and those they came from, the one that does the jobs)."""
    children = [pid for pid in _below(server) if _parent_of(pid) == server]
    (web,) = [pid for pid in children if _below(pid)]
    (jobs,) = [pid for pid in children if pid != web]
    return [server, web, *_below(web)], jobs


def _memory(pids: list[int]) -> float:
    """Proportional set size of processes together, in MiB."""
    texts = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    found = [int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) for text in texts]
    return sum(found) / 1024


def _below(parent: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        is_running = folder.name.isdigit() and (folder / "stat").exists()
        if is_running and _parent_of(int(folder.name)) == parent:
            found += [int(folder.name), *_below(int(folder.name))]
    return found


def _parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def _load(path: str, cookies: str) -> float:
    """Compressed kilobytes of a page with its styles and scripts."""
    page = _get(path, cookies)
    parts = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', page.decode()))
    return (len(gzip.compress(page)) + sum(len(gzip.compress(_get(p))) for p in parts)) / 1000
