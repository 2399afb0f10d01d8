"""Show enough of a value to recognise it and too little to use it (M-4)."""

import re
from collections.abc import Callable

LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d\d))-?(\d{7,8})(?:-?\d{1,6})?")
MOBILE = re.compile(r"1[3-9]\d{9}")
CHINESE = re.compile(r"[\u3400-\u9fff]")
LONGEST_PERSON = 4


def mask_phone(value: str) -> str:
    """138****8000; a landline keeps its area code and its last two digits: 010-******66."""
    digits = re.sub(r"^(?:\+|00)86", "", re.sub(r"[^\d+]", "", value))
    if MOBILE.fullmatch(digits):
        return f"{digits[:3]}****{digits[-4:]}"
    if landline := LANDLINE.fullmatch(digits):
        area, number = landline.groups()
        return f"{area}-{'*' * (len(number) - 2)}{number[-2:]}"
    if digits.startswith("400"):
        return _ends(digits[:10], 3, 2)
    return _ends(digits, 2, 2) if len(digits) > 6 else _ends(digits, 1, 0)


def mask_name(value: str) -> str:
    """张*, 张**; a company keeps two characters at each end: 上海****公司."""
    value = value.strip()
    if len(value) < 2:
        return "*"
    if not CHINESE.search(value) or "·" in value:
        return f"{value[:1]}***"
    if len(value) <= LONGEST_PERSON:
        return value[0] + "*" * (len(value) - 1)
    return f"{value[:2]}****{value[-2:]}"


def mask_id(value: str) -> str:
    """An identity number: the first three and the last four characters stay."""
    return _ends(value, 3, 4)


def mask_email(value: str) -> str:
    """a***@example.com"""
    name, at, host = value.rpartition("@")
    return f"{name[:1] if len(name) > 1 else ''}***@{host}" if name else mask_text(value)


def mask_bank(value: str) -> str:
    """A bank account: its last four digits, whatever its length."""
    digits = re.sub(r"[\s-]", "", value)
    return f"****{digits[-4:]}" if len(digits) > 8 else "****"


def mask_text(value: str) -> str:
    """Any other text: at most its first character."""
    return f"{value[0]}***" if len(value) > 3 else "***"


MASKS: dict[str, Callable[[str], str]] = {
    "phone": mask_phone,
    "name": mask_name,
    "id": mask_id,
    "email": mask_email,
    "bank": mask_bank,
    "text": mask_text,
}


def mask(kind: str, value: object) -> object:
    """Mask a value by the kind named on its field; None and "" stay what they are."""
    return value if value is None or value == "" else MASKS[kind](str(value))


def _ends(value: str, head: int, tail: int) -> str:
    hidden = len(value) - head - tail
    if hidden < 1:
        return "*" * max(3, len(value))
    return value[:head] + "*" * hidden + value[len(value) - tail :]
