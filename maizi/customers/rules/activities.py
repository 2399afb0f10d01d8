"""What a follow-up may change."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from ..terms import Channel, ContactChannel

CORRECTION_WINDOW = timedelta(hours=24)  # C-1


def is_open_to_correction(recorded_at: datetime, now: datetime) -> bool:
    """A follow-up may be changed by its author within 24 hours; later only a correction (C-1)."""
    return now - recorded_at < CORRECTION_WINDOW


def mentioned_in(text: str, names: Iterable[str]) -> list[str]:
    """The names that a text calls with @, each once; the longest that fits is meant (C-1)."""
    known = sorted(set(names), key=len, reverse=True)
    found = []
    for part in re.split("[@＠]", text)[1:]:
        name = next((one for one in known if part.startswith(one)), None)
        if name and name not in found:
            found.append(name)
    return found


def collected_by(channel: str) -> Channel:
    """How information comes in that a contact by this channel brings (A-10, A-34)."""
    ways = {ContactChannel.PHONE: Channel.TELEPHONE, ContactChannel.VISIT: Channel.FIELD}
    return ways.get(ContactChannel(channel), Channel.OTHER)
