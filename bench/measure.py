"""Time something often enough; print medians, 95th percentiles and ratios to a limit."""

import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Wall and processor milliseconds of one thing done many times."""

    name: str
    p50: float
    p95: float
    processor: float
    note: str = ""

    def against(self, limit: "Timing") -> float:
        """How many times the limit's median this one takes."""
        return self.p50 / limit.p50 if limit.p50 else float("nan")


def timed(name: str, *, work: Callable, times: int = 60, warm: int = 5, note: str = "") -> Timing:
    """`work(number)` run `times` times after `warm` unmeasured ones."""
    for number in range(warm):
        work(number)
    walls, busy = [], time.process_time()
    for number in range(times):
        started = time.perf_counter()
        work(number)
        walls.append((time.perf_counter() - started) * 1000)
    busy = (time.process_time() - busy) * 1000 / times
    walls.sort()
    return Timing(name, walls[len(walls) // 2], walls[int(len(walls) * 0.95)], busy, note)


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


def table(rows: list[tuple["Timing", "Timing | None", float | None]]) -> str:
    """Rows of (timing, limit, aimed ratio) as a Markdown table."""
    lines = [
        "| 测什么 | p50 ms | p95 ms | CPU ms | 极限 p50 ms | 倍数 | 目标 | 备注 |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for timing, limit, aim in rows:
        beside = f"{limit.p50:.2f} | {timing.against(limit):.1f}" if limit else "– | –"
        lines.append(
            f"| {timing.name} | {timing.p50:.2f} | {timing.p95:.2f} | {timing.processor:.2f} |"
            f" {beside} | {f'≤ {aim:g}' if aim else ''} | {timing.note} |"
        )
    return "\n".join(lines)
