"""Run our own semgrep rules (.semgrep/) over the product, without a word to the network."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .prepare import FOLDERS, ROOT

SEMGREP = FOLDERS["tools"] / "bin" / "semgrep"
RULES = ROOT / ".semgrep"


@dataclass(frozen=True, order=True)
class Hit:
    """One place that a rule forbids."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} [{self.rule}] {self.message}"


def hits_in(root: Path) -> list[Hit]:
    """What the rules find under `maizi/` of that tree."""
    if not SEMGREP.exists():
        raise SystemExit("semgrep is not installed: run `make tools`.")
    command = [
        SEMGREP, "scan", "--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet",
        "--disable-nosem", "--project-root", ".", "--json", "--config", RULES, "maizi",
    ]  # fmt: skip
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if ended.returncode not in (0, 1):
        raise SystemExit(ended.stderr or ended.stdout)
    answer = json.loads(ended.stdout)
    if answer["errors"]:
        raise SystemExit("\n".join(error["message"] for error in answer["errors"]))
    return sorted(
        Hit(
            found["path"],
            found["start"]["line"],
            found["check_id"].rsplit(".", 1)[-1],
            found["extra"]["message"],
        )
        for found in answer["results"]
    )


def main() -> int:
    """Print what is forbidden; 0 when nothing is."""
    hits = hits_in(ROOT)
    print("\n".join(map(str, hits)) or "No rule is broken.")
    return bool(hits)


if __name__ == "__main__":
    sys.exit(main())
