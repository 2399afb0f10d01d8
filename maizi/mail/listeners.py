"""What e-mail hears of."""

from maizi.privacy.events import PersonAnonymised

from . import actions


def on_person_anonymised(event: PersonAnonymised) -> None:
    """Letters of somebody who is to be forgotten are emptied."""
    actions.forget_person(event.kind, event.object_id, by=None)
