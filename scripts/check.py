"""Everything the build checks, one step after the other, each with its duration.

A step that fails does not stop the others; the last lines are pytest's own.
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .prepare import CACHE, ROOT
from .provide_browser import provide_browser
from .provide_mail import provide_mail
from .provide_postgres import Server, client_tools, provide_postgres

PYTHON = sys.executable
RUFF = [PYTHON, "-m", "ruff"]
PYTEST = [
    PYTHON,
    "-m",
    "pytest",
    "-v",
    "-n",
    str(min((os.cpu_count() or 1) * 3 // 2, 6)),  # some tests wait for processes they killed
    "--dist=worksteal",
    "--durations=10",
    "--tb=short",
]
STEPS = {
    "ruff": [*RUFF, "check", "--output-format=concise", "."],
    "format": [*RUFF, "format", "--check", "--output-format=concise", "."],
    "imports": [str(Path(PYTHON).with_name("lint-imports")), "--no-logo", "--no-cache"],
    "messages": [PYTHON, "-m", "scripts.messages", "check", "compile"],
    "glossary": [PYTHON, "-m", "scripts.glossary", "--check"],
}


@dataclass(frozen=True)
class Outcome:
    """How one step ended."""

    name: str
    is_good: bool
    seconds: float
    closing: str


def main(route: str | None = None) -> int:
    """Run all steps; 0 when every one is good. `route` forces where PostgreSQL comes from."""
    browser = provide_browser()
    print(f"Browser: {browser.told}")
    with provide_postgres(route) as server, provide_mail() as letters:
        print(f"PostgreSQL: {server.told}\nMail: {letters.told}", flush=True)
        here = {**os.environ, "MAIZI_CHROMIUM": browser.path, "MAIZI_TEST_POSTGRES": server.address}
        here["MAIZI_TEST_IMAP"] = letters.address
        here.pop("MAIZI_DATABASE", None)
        path = os.pathsep.join(filter(None, [client_tools(), os.environ.get("PATH", "")]))
        there = {**here, "MAIZI_DATABASE": test_database(server), "PATH": path}
        outcomes = [step(name, command, here) for name, command in STEPS.items()]
        outcomes.append(step("tests on SQLite", PYTEST, here))
        chosen = [*PYTEST, "--create-db", "-m", "not browser and not once"]
        outcomes.append(step("tests on PostgreSQL", chosen, there))
    report(outcomes)
    return 0 if all(o.is_good for o in outcomes) else 1


def test_database(server: Server) -> str:
    """Address of a database of this run alone; Django makes `test_…` beside it."""
    place, _, query = server.address.partition("?")
    asked = "&".join(filter(None, [query, "pool=0"]))
    return f"{place.rstrip('/')}/maizi_check_{os.getpid()}?{asked}"


def step(name: str, command: list[str], environment: dict) -> Outcome:
    """Run one command, showing what it prints as it comes."""
    print(f"\n── {name}", flush=True)
    began, last = time.monotonic(), ""
    running = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, encoding="utf-8", errors="replace",
    )  # fmt: skip
    for line in running.stdout:
        print(line, end="", flush=True)
        last = line.strip() or last
    return Outcome(name, running.wait() == 0, time.monotonic() - began, last)


def report(outcomes: list[Outcome]) -> None:
    """The table of steps, then pytest's closing lines."""
    print("\n── all steps")
    for outcome in outcomes:
        mark = "ok    " if outcome.is_good else "FAILED"
        print(f"{mark} {outcome.seconds:7.1f} s  {outcome.name}")
    print(f"       {sum(o.seconds for o in outcomes):7.1f} s  together")
    for outcome in outcomes:
        if outcome.name.startswith("tests"):
            print(outcome.closing)


if __name__ == "__main__":
    CACHE.mkdir(exist_ok=True)
    sys.exit(main(*sys.argv[1:2]))
