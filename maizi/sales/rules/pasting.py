"""Lines as people copy them out of a spreadsheet: code, quantity, price, note (I-3)."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from maizi.kernel.texts import N_, Said, say

MOST_LINES = 500
MOST_PIECES, MOST_YUAN = Decimal(10**9), Decimal(10**9)
TOO_MANY = N_("一次最多粘贴 {most} 行，后面的没有读。")
NO_PRODUCT = N_("第 {line} 行没有商品。每行依次是：商品编号、条码或名称，数量，单价（可不填）。")
NO_NUMBER = N_("第 {line} 行的数量“{text}”不是数字。")
NO_QUANTITY = N_("第 {line} 行“{product}”没有数量。")
NOT_POSITIVE = N_("第 {line} 行“{product}”的数量要大于 0。")
NO_PRICE = N_("第 {line} 行的单价“{text}”不是数字。")
BELOW_ZERO = N_("第 {line} 行“{product}”的单价不能是负数。")
TOO_LARGE = N_("第 {line} 行“{product}”的数量或单价太大，请检查有没有多打几位。")
HEADS = re.compile(r"商品|产品|货号|编号|编码|条码|品名|名称|product|code|item", re.I)
COUNT = re.compile(r"([\d.,，]+)\s*(\D*)")


@dataclass(frozen=True, slots=True)
class Pasted:
    """One readable line.

    product     what names it, as typed
    unit        a word behind the quantity, such as 箱; may be empty
    price_yuan  None when none was given: then the price lists say it
    """

    number: int
    product: str
    quantity: Decimal
    unit: str = ""
    price_yuan: Decimal | None = None
    note: str = ""


def read_lines(text: str) -> tuple[list[Pasted], list[Said]]:
    """The lines that can be read, and a sentence for each that cannot; empty ones are passed over.

    Cells are divided by tabs; without any, by runs of blanks or commas. A first line of headings
    is left out.
    """
    found, told = [], []
    rows = [(n, row) for n, row in enumerate(text.splitlines(), 1) if row.strip()]
    if rows and _is_heading(_cells(rows[0][1])):
        rows = rows[1:]
    for number, row in rows[:MOST_LINES]:
        read = _read(number, _cells(row))
        (found if isinstance(read, Pasted) else told).append(read)
    if len(rows) > MOST_LINES:
        told.append(say(TOO_MANY, most=MOST_LINES))
    return found, told


def number_of(text: str) -> Decimal | None:
    """1,234.5 or ￥1234.50 or 1２３ as a number; None when it is none, or not finite."""
    plain = text.strip().replace(",", "").replace("，", "").lstrip("¥￥")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _cells(row: str) -> list[str]:
    parts = row.split("\t") if "\t" in row else re.split(r"\s*[,，;；]\s*|\s{1,}", row.strip())
    return [part.strip() for part in parts]


def _is_heading(cells: list[str]) -> bool:
    """A row whose second cell is no number, of words that name columns."""
    words = [cell for cell in cells if cell]
    has_number = any(any(char.isdigit() for char in cell) for cell in words)
    return len(words) > 1 and not has_number and any(HEADS.search(cell) for cell in words)


def _read(number: int, cells: list[str]) -> Pasted | Said:
    product, count, price, note = [*cells, "", "", "", ""][:4]
    if not product:
        return say(NO_PRODUCT, line=number)
    if not count:
        return say(NO_QUANTITY, line=number, product=product)
    parts = COUNT.fullmatch(count)
    pieces = number_of(parts[1]) if parts else number_of(count)
    if pieces is None:
        return say(NO_NUMBER, line=number, text=count)
    if pieces <= 0:
        return say(NOT_POSITIVE, line=number, product=product)
    amount = number_of(price) if price else None
    if price and amount is None:
        return say(NO_PRICE, line=number, text=price)
    if amount is not None and amount < 0:
        return say(BELOW_ZERO, line=number, product=product)
    if pieces > MOST_PIECES or (amount or 0) > MOST_YUAN:
        return say(TOO_LARGE, line=number, product=product)
    unit = parts[2].strip() if parts else ""
    return Pasted(number, product[:120], pieces, unit[:8], amount, note[:120])
