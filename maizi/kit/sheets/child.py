"""The separate process that reads a workbook: rows to standard output, a report to standard error.

It runs with a memory and a time limit and without the parent's environment, so that a hostile
file can end nothing but this process.
"""

import gc
import json
import sys
from dataclasses import asdict
from pathlib import Path

from python_calamine import CalamineError, PasswordError

from maizi.kit.sheets import hypertext
from maizi.kit.sheets.archive import Unsafe
from maizi.kit.sheets.body import BodyWriter
from maizi.kit.sheets.encodings import Encoding
from maizi.kit.sheets.limits import Limits
from maizi.kit.sheets.worksheets import Report, read_workbook


def main() -> None:
    """Entry point: one JSON argument, see `separate.read_apart`."""
    order = json.loads(sys.argv[1])
    limits = Limits(**order["limits"])
    limit_resources(limits)
    gc.disable()
    report = Report()
    try:
        read(order, limits, report)
    except Unsafe as why:
        report = Report(refused=why.code, facts=why.facts)
    except PasswordError:
        report = Report(refused="locked")
    except CalamineError:
        report = Report(refused="broken")
    sys.stderr.write(json.dumps(asdict(report)) + "\n")


def limit_resources(limits: Limits) -> None:
    """Memory, processor time and output size, where the system can limit them."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.unpacked_bytes, limits.unpacked_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(order: dict, limits: Limits, report: Report) -> None:
    """Write the rows of the file to standard output. Raises Unsafe or CalamineError."""
    with open(1, "w", encoding="utf-8", newline="", errors="replace", closefd=False) as out:
        body = BodyWriter(out)
        if order["format"] == "html":
            for number, cells in hypertext.records_of(
                Path(order["path"]), Encoding(**order["encoding"]), limits
            ):
                body.add(number, cells)
        else:
            read_workbook(order, limits, report, body)
    report.rows, report.filled_columns = body.rows, body.filled_columns()
