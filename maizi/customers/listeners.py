"""What follows in the archive from what happens in it and elsewhere."""

from maizi.accounts.models import User
from maizi.inbox.events import TodoDone
from maizi.privacy.events import ContactWishChanged

from . import access, actions, queries
from .actions.privacy import mark_blocked
from .actions.promises import keep_promises
from .events import ActivityLogged
from .models import Customer
from .queries.verification import VERIFY
from .terms import ContactChannel


def on_activity_logged(event: ActivityLogged) -> None:
    """A contact keeps what tags demanded; a mere note does not."""
    activity = queries.activity_of(event.activity_id)
    if activity.channel != ContactChannel.NOTE:
        keep_promises(activity.customer, by=activity.author, now=activity.at)


def on_todo_done(event: TodoDone) -> None:
    """Who ticks off “核实客户资料” says that it is right."""
    if event.source != VERIFY:
        return
    customer = Customer.objects.filter(pk=event.object_id).first()
    person = User.objects.get(pk=event.owner_id)
    if customer and access.may(person, "change", customer):
        actions.verify(customer, by=person, is_asked=True)


def on_contact_wish_changed(event: ContactWishChanged) -> None:
    """Lists show who does not want to be reached."""
    mark_blocked(event.kind, event.object_id, is_blocked=event.is_blocked)
