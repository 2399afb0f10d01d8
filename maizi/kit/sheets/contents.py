"""What the cells of a column look like, when its name does not tell."""

import re
from collections.abc import Callable, Sequence

from maizi.kernel.identifiers import USC_ALPHABET
from maizi.kit.sheets.amounts import read_number
from maizi.kit.sheets.dates import Doubt, read_date
from maizi.kit.sheets.kinds import Kind

LOOKED_AT = 50

MOBILE = re.compile(r"(?:\+?86)?[- ]?1[3-9]\d(?:[- ]?\d{4}){2}(?:\.0)?")
NUMBERS = re.compile(r"(?=(?:.*\d){7})[-+(). \dx转]{7,24}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}")
USC_CODE = re.compile(rf"[{USC_ALPHABET}]{{18}}")
RESIDENT_ID = re.compile(r"\d{6}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]")


def _is_date(cell: str) -> bool:
    moment, doubt = read_date(cell)
    if doubt in (Doubt.SERIAL, Doubt.YEAR_ONLY):
        return False
    return moment is not None or doubt is Doubt.WHICH_MONTH


def _is_number(cell: str) -> bool:
    return read_number(cell) is not None


LOOKS: dict[Kind, Callable[[str], object]] = {
    Kind.MOBILE: MOBILE.fullmatch,
    Kind.PHONE: NUMBERS.fullmatch,
    Kind.EMAIL: EMAIL.fullmatch,
    Kind.USC_CODE: lambda cell: USC_CODE.fullmatch(cell) and not RESIDENT_ID.fullmatch(cell),
    Kind.RESIDENT_ID: RESIDENT_ID.fullmatch,
    Kind.DATE: _is_date,
    Kind.MOMENT: _is_date,
    Kind.MONEY: _is_number,
    Kind.DECIMAL: _is_number,
    Kind.INTEGER: _is_number,
}


def agreement(kind: Kind, cells: Sequence[str]) -> float | None:
    """Share of filled cells that look like this kind, 0–1; None when nothing can be said."""
    looks = LOOKS.get(kind)
    looked_at = cells[:LOOKED_AT]
    if looks is None or not looked_at:
        return None
    return sum(1 for cell in looked_at if looks(cell)) / len(looked_at)
