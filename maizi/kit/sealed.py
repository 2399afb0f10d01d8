"""Secrets of others that we must be able to read back: sealed with this installation's key.

A copy of the database alone gives none of them away (TRUST 13.3).
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(text: str) -> str:
    """A text nobody reads without the installation's key; empty stays empty."""
    return _box().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str | None:
    """The text again; None when it was sealed with another key."""
    if not sealed:
        return ""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    key = hmac.new(settings.SECRET_KEY.encode(), b"maizi.kit.sealed", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
