"""Views a person shares with everybody, as something he has in his hands (C-70)."""

from collections.abc import Mapping

from django.db.models import QuerySet

from maizi.accounts.access import Held, Holding
from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.texts import N_

from .models import SavedView

LENGTH = SavedView._meta.get_field("name").max_length


def _shared(person: User) -> QuerySet[SavedView]:
    return SavedView.objects.filter(owner=person, is_shared=True)


def _held(person: User) -> list[Held]:
    return [Held(view.pk, view.name) for view in _shared(person)]


def _give(ids, *, giver, taker, by, reason, until=None) -> Mapping[int, str]:
    """Let a successor look after shared views; one he has under that name gets the giver's too."""
    for view in _shared(giver).filter(pk__in=ids):
        own = SavedView.objects.filter(kind=view.kind, owner=taker)
        with recorded(view, by=by, reason=reason):
            taken = own.filter(name=view.name).exists()
            view.name = f"{view.name[: LENGTH - len(giver.name) - 1]} {giver.name}" if taken else (
                view.name
            )  # fmt: skip
            view.owner = taker
            view.save(update_fields=["owner", "name"])
    return {}


def _end(ids, *, giver, by, reason) -> Mapping[int, str]:
    """Do away with shared views."""
    for view in _shared(giver).filter(pk__in=ids):
        with recorded(view, Verb.DELETE, by=by, reason=reason):
            view.delete()
    return {}


VIEWS = Holding(
    code="views", label=N_("共享的视图"), kind="kit.savedview", position=70,
    count=lambda person: _shared(person).count(), held=_held, give=_give, end=_end,
)  # fmt: skip
