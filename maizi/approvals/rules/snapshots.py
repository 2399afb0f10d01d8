"""What was judged, as one short text that changes when anything in it does."""

import hashlib
import json


def digest_of(judged: dict) -> str:
    """SHA-256 of the judged values, whatever the order of their names."""
    text = json.dumps(judged, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
