"""What a follow-up may change."""

from datetime import datetime, timedelta

CORRECTION_WINDOW = timedelta(hours=24)  # C-1


def is_open_to_correction(recorded_at: datetime, now: datetime) -> bool:
    """A follow-up may be changed by its author within 24 hours; later only a correction (C-1)."""
    return now - recorded_at < CORRECTION_WINDOW
