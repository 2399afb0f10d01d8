"""What the archive does when something happened in it."""

from . import queries
from .actions.promises import keep_promises
from .events import ActivityLogged
from .terms import ContactChannel


def on_activity_logged(event: ActivityLogged) -> None:
    """A contact keeps what tags demanded; a mere note does not."""
    activity = queries.activity_of(event.activity_id)
    if activity.channel != ContactChannel.NOTE:
        keep_promises(activity.customer, by=activity.author, now=activity.at)
