"""How much of a file is read before it is refused."""

from dataclasses import dataclass

MIB = 1024 * 1024
LONGEST_CELL = 32_767  # Excel's own limit


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one file; the defaults let a workbook of 200,000 rows and 5,000,000 cells pass.

    rows     of a workbook, beside a few for titles and header
    seconds  of processor time; by the clock three times as long

    Measured: 200,000 × 25 random Chinese cells are 54 MB packed, 325 MB unpacked, and
    calamine reads them in 7 s with 0.5 GB.
    """

    workbook_bytes: int = 64 * MIB
    unpacked_bytes: int = 400 * MIB
    members: int = 10_000
    rows: int = 200_000
    cells: int = 6_000_000
    box_cells: int = 20_000_000
    columns: int = 5_000
    memory_bytes: int = 2048 * MIB
    seconds: int = 120
    text_bytes: int = 400 * MIB
    text_rows: int = 2_000_000
    page_bytes: int = 20 * MIB


DEFAULT = Limits()
