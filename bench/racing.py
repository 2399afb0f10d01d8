"""Many processes that do the same thing at the same moment."""

import json
import subprocess
import sys

from .measure import Timing

WRITERS = 16


def race(module: str, way: str, turns: int, name: str) -> Timing:
    """Start them, let all go at once, gather how long each turn took (ms).

    module  prints "ready", waits for a line, does its turns, prints their times as JSON
    """
    command = [sys.executable, "-m", module, way, str(turns)]
    running = [
        subprocess.Popen([*command, str(n)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         text=True)
        for n in range(WRITERS)
    ]  # fmt: skip
    for one in running:
        assert one.stdout.readline() == "ready\n"
    for one in running:
        one.stdin.write("go\n")
        one.stdin.flush()
    walls = sorted(wall for one in running for wall in json.loads(one.communicate()[0]))
    middle, late = walls[len(walls) // 2], walls[int(len(walls) * 0.95)]
    return Timing(name, middle, late, middle, f"共 {len(walls)} 次")
