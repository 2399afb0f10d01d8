"""Who hears of what: one table of events and their listeners, one of scheduled work."""

from maizi.kernel.events import wire

LISTENERS: dict[type, list] = {}

# name -> (cron expression, task kind, payload)
SCHEDULES: dict[str, tuple[str, str, dict]] = {
    "history.seal": ("10 0 * * *", "history.seal", {}),
}


def connect() -> None:
    """Wire every listener; called once when the site starts."""
    wire(LISTENERS)
