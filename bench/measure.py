"""Time something often enough; print medians, 95th percentiles and ratios to a limit."""

import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True)
class Timing:
    """Wall and processor milliseconds of one thing done many times.

    processor  of this process, a time
    database   of the database's own processes, a time; on SQLite there are none
    """

    name: str
    p50: float
    p95: float
    processor: float
    note: str = ""
    database: float = 0.0

    @property
    def cpu(self) -> float:
        """Application and database together."""
        return self.processor + self.database

    def noted(self, note: str) -> "Timing":
        """The same with a remark."""
        return replace(self, note=note)

    def against(self, limit: "Timing") -> float:
        """How many times the limit's median this one takes."""
        return self.p50 / limit.p50 if limit.p50 else float("nan")

    def work_against(self, limit: "Timing") -> float:
        """The same by processor time, which hardly sees who else is on the machine."""
        return self.cpu / limit.cpu if limit.cpu else float("nan")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What a measurement should come to; what is None is not asked."""

    ratio: float | None = None
    p95: float | None = None
    cpu: float | None = None
    most: float | None = None

    def words(self) -> str:
        """The aim as people read it."""
        told = [
            (self.ratio, "≤ {:g} 倍"), (self.p95, "p95 ≤ {:g}"),
            (self.cpu, "CPU ≤ {:g}"), (self.most, "≤ {:g}"),
        ]  # fmt: skip
        return "，".join(words.format(limit) for limit, words in told if limit is not None)

    def misses(self, timing: Timing, limit: Timing | None) -> list[str]:
        """Which parts of the aim are missed."""
        found = []
        if self.ratio is not None and limit and timing.work_against(limit) > self.ratio:
            found.append("倍数")
        if self.p95 is not None and timing.p95 > self.p95:
            found.append("p95")
        if self.cpu is not None and timing.cpu > self.cpu:
            found.append("CPU")
        if self.most is not None and timing.p50 > self.most:
            found.append("上限")
        return found


Row = tuple[Timing, Timing | None, Aim | float | None]


def timed(name: str, *, work: Callable, times: int = 60, warm: int = 5, note: str = "") -> Timing:
    """`work(number)` run `times` times after `warm` unmeasured ones."""
    for number in range(warm):
        work(number)
    backends = Backends()
    walls, busy = [], time.process_time()
    for number in range(times):
        started = time.perf_counter()
        work(number)
        walls.append((time.perf_counter() - started) * 1000)
    busy, database = (time.process_time() - busy) * 1000 / times, backends.spent() / times
    walls.sort()
    return Timing(name, walls[len(walls) // 2], walls[int(len(walls) * 0.95)], busy, note, database)


class Backends:
    """The processor time of a PostgreSQL server on this machine, of DuckDB, or of whatever else
    is watched, from now on.
    """

    watched: ClassVar[set[int]] = set()

    def __init__(self):
        self.began = self._read()

    def spent(self) -> float:
        """Milliseconds that others have worked for us; 0 on SQLite alone."""
        now = self._read()
        return sum(now[pid] - self.began.get(pid, 0) for pid in now) / 1e6

    @staticmethod
    def _read() -> dict[int, int]:
        from django.db import connection

        if connection.vendor != "postgresql":
            return Backends._engine()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            places = [(pid, Path(f"/proc/{pid}/schedstat")) for (pid,) in cursor.fetchall()]
        return {pid: int(place.read_text().split()[0]) for pid, place in places if place.exists()}

    @staticmethod
    def _engine() -> dict[int, int]:
        """All threads of the process with DuckDB and of those watched, told in ticks."""
        from maizi.insight.queries.engine import child_pid

        spent = {}
        for pid in {child_pid(), *Backends.watched} - {None}:
            told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks = int(told[11]) + int(told[12])
            spent[pid] = ticks * 1_000_000_000 // os.sysconf("SC_CLK_TCK")
        return spent


def machine() -> str:
    """What the numbers were measured on, without naming the machine."""
    import django
    from django.db import connection

    with connection.cursor() as cursor:
        question = (
            "SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version"
        )
        cursor.execute(question)
        (version,) = cursor.fetchone()
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, CPython"
        f" {platform.python_version()}, Django {django.__version__}, {connection.vendor} {version}"
    )


def loop_ms() -> float:
    """Two million turns of an empty loop, in milliseconds: how quick the processor is just now."""
    began = time.process_time()
    for _ in range(2_000_000):
        pass
    return (time.process_time() - began) * 1000


HEADS = (
    "测什么", "p50 ms", "p95 ms", "CPU ms", "其中数据库", "极限 p50", "倍数", "CPU 倍数",
    "目标", "达到", "备注",
)  # fmt: skip


def table(rows: list[Row]) -> str:
    """Rows of (timing, limit, aim) as a Markdown table; a plain number is an aimed ratio."""
    lines = [
        "| " + " | ".join(HEADS) + " |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|---|---|",
    ]
    for timing, limit, given in rows:
        aim = given if isinstance(given, Aim) else Aim(ratio=given)
        beside = (
            f"{limit.p50:.2f} | {timing.against(limit):.1f} | {timing.work_against(limit):.1f}"
            if limit
            else "– | – | –"
        )
        missed = aim.misses(timing, limit)
        verdict = "✗ " + "、".join(missed) if missed else "✓" if aim.words() else ""
        lines.append(
            f"| {timing.name} | {timing.p50:.2f} | {timing.p95:.2f} | {timing.cpu:.2f} |"
            f" {timing.database:.2f} | {beside} | {aim.words()} | {verdict} | {timing.note} |"
        )
    return "\n".join(lines)
