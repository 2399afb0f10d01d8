"""Starts the separate process that reads a workbook and understands how it ended."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import maizi
from maizi.kit.sheets.encodings import Encoding
from maizi.kit.sheets.refusals import refusal
from maizi.kit.sheets.upload import Upload

ROOT = str(Path(maizi.__file__).parent.parent)
START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    " from maizi.kit.sheets.child import main; main()"
)
CRASHED = 1
PATIENCE = 3  # a busy machine gives less than one second of processor a second


def read_apart(upload: Upload, body: Path, kind: str, encoding: Encoding | None = None) -> dict:
    """Rows of a workbook or web page into `body`; the Report of worksheets.py as a dict.

    kind  a Format's value
    Raises Refused when the file is hostile, broken, too large or takes too long.
    """
    limits = upload.limits
    order = {
        "path": str(upload.path.resolve()),
        "format": kind,
        "worksheet": upload.worksheet,
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
                timeout=limits.seconds * PATIENCE,
                check=False,
            )
    except subprocess.TimeoutExpired as why:
        raise refusal("memory", upload.name) from why
    if ended.returncode:
        is_excess = ended.returncode != CRASHED or b"MemoryError" in ended.stderr
        raise refusal("memory" if is_excess else "broken", upload.name)
    report = json.loads(ended.stderr.splitlines()[-1])
    if report["refused"]:
        raise refusal(report["refused"], upload.name, **report["facts"])
    return report
