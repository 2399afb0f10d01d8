"""Keys that seal and keys that compare; both lie sealed with the installation's own (envelope)."""

import base64
import hashlib
import hmac
import os
import re

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from maizi.kit.sealed import unseal

from ..models import SealKey

SEAL, LOOKUP = "seal", "lookup"
NONCE_BYTES = 12
SPACES = re.compile(r"[\s-]+")


def current_key(use: str) -> SealKey | None:
    """The key new values are sealed or compared with; None before the first. One query."""
    return SealKey.objects.filter(use=use, retired_at=None).first()


def sealed_with(key: SealKey, text: str, *, place: str) -> str:
    """A text sealed for one place: copied into another row it cannot be opened."""
    nonce = os.urandom(NONCE_BYTES)
    box = AESGCM(_bytes_of(key)).encrypt(nonce, text.encode(), place.encode())
    return base64.b64encode(nonce + box).decode()


def opened_with(key: SealKey, sealed: str, *, place: str) -> str:
    """The text again. Raises InvalidTag when it was sealed for another place."""
    box = base64.b64decode(sealed)
    return AESGCM(_bytes_of(key)).decrypt(
        box[:NONCE_BYTES], box[NONCE_BYTES:], place.encode()
    ).decode()  # fmt: skip


def prints_of(values: list[str]) -> list[str]:
    """Keyed hashes to compare numbers by; empty before the first was kept. One query."""
    key = current_key(LOOKUP) if values else None
    return [print_with(key, value) for value in values] if key else []


def print_with(key: SealKey, value: str) -> str:
    """The keyed hash of one number, whatever its spaces and letters' case."""
    plain = SPACES.sub("", value).removeprefix("+86").lower()
    return hmac.new(_bytes_of(key), plain.encode(), hashlib.sha256).hexdigest()


def _bytes_of(key: SealKey) -> bytes:
    return base64.b64decode(unseal(key.wrapped))
