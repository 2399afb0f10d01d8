"""What calamine does not tell of an old .xls worksheet: cells that hold an error."""

import struct
from pathlib import Path

from maizi.kit.sheets.compound import Broken, Container

BOUND_SHEET, BOOL_OR_ERROR, FORMULA, END, BEGIN = 0x0085, 0x0205, 0x0006, 0x000A, 0x0809
ERROR_RESULT = b"\x02\xff"  # first and last byte of a formula's result when it is an error
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def failed_cells(path: Path, worksheet: int) -> dict[tuple[int, int], str]:
    """(row, column) counted from 1 → the error shown there, on the worksheet of that index.

    A file that this small reader does not understand has no error cells as far as we know.
    """
    try:
        container = Container(path)
        stream = container.stream("Workbook" if "Workbook" in container.names() else "Book")
        return _failed(stream, _offsets(stream)[worksheet])
    except (Broken, KeyError, IndexError, struct.error):
        return {}


def _offsets(stream: bytes) -> list[int]:
    offsets, at = [], 0
    while at + 4 <= len(stream):
        record, size = struct.unpack_from("<HH", stream, at)
        if record == BOUND_SHEET:
            offsets.append(struct.unpack_from("<I", stream, at + 4)[0])
        if record == END:
            break
        at += 4 + size
    return offsets


def _failed(stream: bytes, at: int) -> dict[tuple[int, int], str]:
    failed: dict[tuple[int, int], str] = {}
    depth = 0
    unpack = struct.Struct("<HH").unpack_from
    while at + 4 <= len(stream):
        record, size = unpack(stream, at)
        if record == BEGIN:
            depth += 1
        elif record == END:
            depth -= 1
            if depth <= 0:
                break
        elif record == BOOL_OR_ERROR and size >= 8 and stream[at + 11] == 1:
            _note(failed, stream, at, stream[at + 10])
        elif record == FORMULA and stream[at + 10 : at + 18 : 7] == ERROR_RESULT:
            _note(failed, stream, at, stream[at + 12])
        at += 4 + size
    return failed


def _note(failed: dict[tuple[int, int], str], stream: bytes, at: int, code: int) -> None:
    row, column = struct.unpack_from("<HH", stream, at + 4)
    failed[(row + 1, column + 1)] = ERRORS.get(code, "#N/A")
