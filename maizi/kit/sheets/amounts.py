"""Numbers as people write them: 1,234.50元, ￥3.5万, (120.00), 55%."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

CURRENCY = re.compile(r"人民币|RMB|CNY|USD|US\$|[¥$€£]|元整|[元圆整]", re.IGNORECASE)
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?")
PLAIN = re.compile(r"(\d+(\.\d*)?|\.\d+)(E[-+]?\d{1,2})?", re.IGNORECASE)
UNITS = {"千": 1000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "亿": 100_000_000, "k": 1000}
UNIT = re.compile(r"(十万|百万|[千万亿kK])$")
COUNTED = re.compile(r"[人个名位件台套辆家只条次]$")
LONGEST = 40
UNIT_IN_HEADER = re.compile(r"[（(\[【/ ]\s*(千|万|百万|亿)\s*元?\s*[）)\]】]?\s*$|(万|亿)元$")


def read_number(text: str) -> Decimal | None:
    """The exact number, percent as a fraction; None when the text is no number."""
    if len(text) > LONGEST:
        return None
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("，", ",")
    sign, text = _sign(text.replace(" ", ""))
    scale = Decimal(sign)
    if text.endswith("%"):
        scale, text = scale / 100, text[:-1]
    text = CURRENCY.sub("", text)
    if text.startswith("-"):
        scale, text = -scale, text[1:]
    if unit := UNIT.search(text):
        scale, text = scale * UNITS[unit[1].lower()], text[: unit.start()]
    if GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not PLAIN.fullmatch(text):
        return None
    try:
        return Decimal(text) * scale
    except InvalidOperation:
        return None


def read_integer(text: str) -> int | None:
    """A whole number, with or without the word for what is counted; None when it is none."""
    number = read_number(COUNTED.sub("", text))
    if number is None or number != number.to_integral_value():
        return None
    return int(number)


def scale_of(header: str) -> int:
    """10,000 for 注册资本（万元）, 1 where the header names no unit."""
    found = UNIT_IN_HEADER.search(header.strip())
    return UNITS[found[1] or found[2]] if found else 1


def has_unit(text: str) -> bool:
    """The cell says itself whether it counts in tens of thousands."""
    return UNIT.search(CURRENCY.sub("", text)) is not None


def _sign(text: str) -> tuple[int, str]:
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1]
    if text.startswith("-"):
        return -1, text[1:]
    if text.endswith("-"):
        return -1, text[:-1]
    return 1, text.removeprefix("+")
