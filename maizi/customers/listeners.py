"""What follows in the archive from what happens elsewhere."""

from maizi.accounts.models import User
from maizi.inbox.events import TodoDone

from . import access, actions
from .models import Customer
from .queries.verification import VERIFY


def on_todo_done(event: TodoDone) -> None:
    """Who ticks off “核实客户资料” says that it is right."""
    if event.source != VERIFY:
        return
    customer = Customer.objects.filter(pk=event.object_id).first()
    person = User.objects.get(pk=event.owner_id)
    if customer and access.may(person, "change", customer):
        actions.verify(customer, by=person, is_asked=True)
