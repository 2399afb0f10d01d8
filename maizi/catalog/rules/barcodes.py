"""Barcodes and their check digits (I-1; GS1 General Specifications §7.9)."""

from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

LONGEST = 48
KINDS = {8: "EAN-8", 12: "UPC-A", 13: "EAN-13", 14: "ITF-14"}


@dataclass(frozen=True, slots=True)
class Barcode:
    """A code as it is stored.

    kind     EAN-13, UPC-A …; empty for a code of one's own
    warning  why it is probably mistyped
    """

    value: str
    kind: str = ""
    warning: Said | None = None


def read_barcode(text: str) -> Barcode:
    """A typed or scanned code; a wrong check digit is a warning, not a refusal (I-1)."""
    value = "".join(text.split())
    if not value or len(value) > LONGEST or not value.isascii() or not value.isprintable():
        raise Refused(N_("条码应为 1 到 {longest} 位的数字或字母。"), longest=LONGEST, field="code")
    kind = KINDS.get(len(value), "") if value.isdigit() else ""
    if not kind or check_digit(value[:-1]) == value[-1]:
        return Barcode(value, kind)
    right = check_digit(value[:-1])
    return Barcode(
        value, "",
        say(N_("“{code}”像是 {kind} 条码，但校验位应为 {right}。请再扫一次；自编码可以照用。"),
            code=value, kind=kind, right=right),
    )  # fmt: skip


def check_digit(digits: str) -> str:
    """The GS1 check digit: 3, 1, 3 … from the right, up to the next ten."""
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return str(-total % 10)


def twins_of(value: str) -> tuple[str, ...]:
    """The same code as scanners tell it: UPC-A is EAN-13 with a leading zero."""
    if value.isdigit() and len(value) == 12:
        return value, f"0{value}"
    if value.isdigit() and len(value) == 13 and value[0] == "0":
        return value, value[1:]
    return (value,)
