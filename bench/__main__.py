"""`python -m bench [--size N] [--databases sqlite,postgres] [--only pages,search]`.

Prints a table per part: medians, 95th percentiles, processor time, and the ratio to the limit
measured in the same run. Every table is kept beside its database, so that parts can be measured
one at a time; `--write` puts what is kept into docs/benchmarks.md.
"""

import argparse
import importlib
import subprocess
import sys
import time
from pathlib import Path

PARTS = (
    "pages",
    "creating",
    "search",
    "imports",
    "documents",
    "clocks",
    "inbox",
    "classes",
    "credit",
    "rating",
    "twins",
    "stock",
    "selling",
    "winning",
    "caring",
    "buying",
    "grievances",
    "service",
    "spares",
    "warranty",
    "mailing",
    "serving",
    "insight",
)
UNSEARCHED = {"insight"}  # parts that need no index of the search
TARGET = Path(__file__).parent.parent / "docs" / "benchmarks.md"
MEASURED = "<!-- measured: python -m bench --write -->\n"


def main() -> int:
    """Measure each database in a process of its own; 1 when a part failed."""
    options = _options()
    if options.inside:
        return _inside(options)
    databases = options.databases.split(",")
    for database in databases:
        command = [sys.executable, "-m", "bench", "--inside", database, "--size", str(options.size)]
        if subprocess.run([*command, "--only", options.only]).returncode:
            return 1
    if options.write:
        kept = [_kept(database, options.size) for database in databases]
        head, _, _ = TARGET.read_text().partition(MEASURED)
        TARGET.write_text("\n\n".join([head + MEASURED, *kept]) + "\n")
    return 0


def _kept(database: str, size: int) -> str:
    """Every table kept of one database, in their order."""
    from .ground import results

    found = [results(database, size) / f"{part}.md" for part in PARTS]
    tables = [place.read_text() for place in found if place.exists()]
    return "\n\n".join([f"## {database}，{size:,} 个客户", *tables])


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
    from .measure import loop_ms, machine, table

    parts = list(filter(None, options.only.split(",")))
    ground.build(options.size, is_searched=not {*parts} <= UNSEARCHED)
    print(f"## {options.inside}，{options.size:,} 个客户", flush=True)
    for part in parts:
        rows = importlib.import_module(f"bench.{part}").run(options.size)
        told = f"{time.strftime('%Y-%m-%d %H:%M')}，{machine()}，空循环 {loop_ms():.0f} ms"
        text = f"### {part}\n\n{told}\n\n{table(rows)}"
        (ground.results(options.inside, options.size) / f"{part}.md").write_text(text)
        print(f"\n{text}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
