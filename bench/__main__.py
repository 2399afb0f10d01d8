"""`python -m bench [--size N] [--databases sqlite,postgres] [--only pages,search]`.

Prints a table per database: medians, 95th percentiles, processor time, and the ratio to the
limit measured in the same run. `--write` keeps it in docs/benchmarks.md.
"""

import argparse
import importlib
import subprocess
import sys
import time
from pathlib import Path

PARTS = ("pages", "creating", "search", "imports", "documents", "clocks", "inbox", "serving")
TARGET = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def main() -> int:
    """Measure each database in a process of its own; 1 when a part failed."""
    options = _options()
    if options.inside:
        return _inside(options)
    texts = []
    for database in options.databases.split(","):
        command = [sys.executable, "-m", "bench", "--inside", database, "--size", str(options.size)]
        done, lines = (
            subprocess.Popen([*command, "--only", options.only], stdout=subprocess.PIPE, text=True),
            [],
        )
        for line in done.stdout:
            print(line, end="", flush=True)
            lines.append(line)
        if done.wait():
            return 1
        texts.append("".join(lines))
    if options.write:
        head = f"# 基准测试 · Benchmarks\n\n{time.strftime('%Y-%m-%d')}，`make bench`。\n\n"
        TARGET.write_text(head + "\n".join(texts))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--size", type=int, default=1_000_000, help="customers")
    parser.add_argument("--databases", default="sqlite,postgres")
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--write", action="store_true", help="keep the result in docs/")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    return parser.parse_args()


def _inside(options: argparse.Namespace) -> int:
    from . import ground

    ground.settle(options.inside, options.size)
    import django

    django.setup()
    from .measure import machine, table

    steps = ground.build(options.size)
    print(f"## {options.inside}，{options.size:,} 个客户\n\n{machine()}\n")
    for name, seconds in steps.items():
        print(f"- 准备 {name}：{seconds:.0f} s")
    for part in options.only.split(","):
        rows = importlib.import_module(f"bench.{part}").run(options.size)
        print(f"\n### {part}\n\n{table(rows)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
