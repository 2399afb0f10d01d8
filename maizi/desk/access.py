"""Whose board is whose: everybody has his own."""

from django.db.models import QuerySet

from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from .models import Board

TOLD = EventKind("desk.board", N_("我的看板"), by_mail=True)


def visible_boards(user) -> QuerySet[Board]:
    """A person's own board."""
    return Board.objects.filter(user=user.pk)
