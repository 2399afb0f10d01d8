"""What meetings hear of."""

from maizi.clocks.events import ClockBreached
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say

from . import access
from .models import Meeting


def on_clock_breached(event: ClockBreached) -> None:
    """A day has passed and the minutes are not out: the host and his superior hear of it."""
    if event.code != access.MINUTES.code:
        return
    row = Meeting.objects.select_related("host__superior").filter(pk=event.object_id).first()
    if row is not None:
        people = [one for one in (row.host, row.host.superior) if one is not None]
        title = say(N_("会议“{title}”散会一天了，纪要还没有发出"), title=row.title)
        notify(to=people, event=access.LATE.code, title=title, about=row)
