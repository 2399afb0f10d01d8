"""Change the calendars; start clocks, stop them, and let them go on."""

from .advance import BATCH, advance
from .calendars import close_calendar, open_calendar, save_calendar
from .days import Imported, import_calendar, import_shipped_calendar
from .recompute import recompute
from .running import cancel, extend, pause, restart, resume, retime, start, stop

__all__ = [
    "BATCH", "Imported", "advance", "cancel", "close_calendar", "extend", "import_calendar",
    "import_shipped_calendar", "open_calendar", "pause", "recompute", "restart", "resume", "retime",
    "save_calendar", "start", "stop",
]  # fmt: skip
