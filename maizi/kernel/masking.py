"""Values partly hidden: enough to recognise, not enough to use (M-4, N-4)."""

import re


def mask_phone(text: str) -> str:
    """First 3 and last 4 digits of a mobile; area code and last 2 of a landline."""
    digits = re.sub(r"\D", "", text)
    if len(digits) >= 11 and not text.startswith("0"):
        digits = digits[-11:]
        return f"{digits[:3]}****{digits[-4:]}"
    if text.startswith("0") and len(digits) >= 10:
        return f"{digits[: 3 if digits[1] in '12' else 4]}-****{digits[-2:]}"
    return f"****{digits[-2:]}" if len(digits) > 4 else "****"


def mask_name(text: str) -> str:
    """张**: the family name; of a company the first and last two characters."""
    if len(text) <= 3:
        return text[:1] + "*" * max(1, len(text) - 1)
    if len(text) <= 5:
        return text[:1] + "*" * (len(text) - 2) + text[-1:]
    return f"{text[:2]}****{text[-2:]}"


def mask_id(text: str) -> str:
    """First 3 and last 4 of an identity number."""
    return f"{text[:3]}{'*' * max(4, len(text) - 7)}{text[-4:]}" if len(text) > 8 else "****"


def mask_email(text: str) -> str:
    """a***@host."""
    name, at, host = text.rpartition("@")
    return f"{name[:1]}***@{host}" if at else "***"


def mask_bank(text: str) -> str:
    """Last 4 of an account number."""
    return f"****{text[-4:]}" if len(text) > 8 else "****"


def mask_text(text: str) -> str:
    """Only the first character."""
    return f"{text[:1]}***"


MASKS = {
    "phone": mask_phone,
    "name": mask_name,
    "id": mask_id,
    "email": mask_email,
    "bank": mask_bank,
    "text": mask_text,
}


def mask(kind: str, value: str | None) -> str | None:
    """A value masked by its kind; nothing stays nothing."""
    return MASKS[kind](value) if value else value
