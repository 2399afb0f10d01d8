"""Starts the separate process that reads a workbook and understands how it ended."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import maizi
from maizi.kit.sheets.encodings import Encoding
from maizi.kit.sheets.limits import Limits
from maizi.kit.sheets.refusals import refusal

ROOT = str(Path(maizi.__file__).parent.parent)
START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    " from maizi.kit.sheets.child import main; main()"
)
CRASHED = 1


def read_apart(
    path: Path,
    body: Path,
    *,
    name: str,
    format: str,
    limits: Limits,
    worksheet: str = "",
    encoding: Encoding | None = None,
) -> dict:
    """Rows of a workbook or web page into `body`; the report of child.Report as a dict.

    Raises Refused when the file is hostile, broken, too large or takes too long.
    """
    order = {
        "path": str(path),
        "format": format,
        "worksheet": worksheet,
        "limits": asdict(limits),
        "encoding": asdict(encoding) if encoding else None,
    }
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", START, ROOT, json.dumps(order)]
    try:
        with body.open("wb") as out:
            ended = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.PIPE,
                env={},
                timeout=limits.seconds,
                check=False,
            )
    except subprocess.TimeoutExpired as why:
        raise refusal("memory", name) from why
    if ended.returncode:
        is_excess = ended.returncode != CRASHED or b"MemoryError" in ended.stderr
        raise refusal("memory" if is_excess else "broken", name)
    report = json.loads(ended.stderr.splitlines()[-1])
    if report["refused"]:
        raise refusal(report["refused"], name, **report["facts"])
    return report
