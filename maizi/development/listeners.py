"""What winning customers hears of."""

from maizi.clocks.events import ClockBreached
from maizi.customers.events import ActivityLogged
from maizi.customers.queries import activity_of

from . import access, actions
from .models import Visit


def on_activity_logged(event: ActivityLogged) -> None:
    """A talk after a visit is the follow-up that was owed; word from outside is a reply."""
    activity = activity_of(event.activity_id)
    actions.follow_up(activity)
    actions.link_reply(activity)


def on_clock_breached(event: ClockBreached) -> None:
    """A week has passed after a visit and nobody has spoken with the customer (B-36)."""
    if event.code != access.FOLLOWUP.code:
        return
    visit = Visit.objects.select_related("customer", "visitor").filter(pk=event.object_id).first()
    if visit is not None:
        actions.tell_late(visit)
