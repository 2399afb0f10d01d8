"""What care hears of."""

from maizi.customers.events import ActivityLogged
from maizi.customers.queries import is_effective

from . import actions


def on_activity_logged(event: ActivityLogged) -> None:
    """A successor who speaks with his new customer has introduced himself; a note is no talk."""
    if is_effective(event.activity_id):
        actions.introduce(event.customer_id, by=event.author_id)
