"""Arrange one's board and send it in the morning (L-20, A-6)."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from maizi.accounts.models import User
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access, queries
from ..models import Board
from ..rules import arranging as rules
from ..terms import BoardKind, Rhythm


@transaction.atomic
def arrange(*, by, part: str, verb: str, before: str = "") -> Board:
    """Move one part up or down, before another one, off the board or onto it.

    Raises Refused for a part that is not there or not his.
    """
    board = _board(by)
    there = queries.offered(by)
    if part not in there:
        raise Refused(N_("没有这一块内容，或者您不能看。"))
    parts = rules.sound(board.parts, there)
    if verb == "before":
        parts = rules.put_before(parts, part, before)
    else:
        parts = rules.moved(parts, part, verb)
    return _save(board, by=by, parts=parts)


@transaction.atomic
def choose_kind(kind: BoardKind, *, by) -> Board:
    """Begin with the usual board of some work."""
    return _save(_board(by), by=by, kind=kind, parts=list(rules.USUAL[kind]))


@transaction.atomic
def choose_rhythm(rhythm: Rhythm, *, by) -> Board:
    """Have the board sent as often as wanted."""
    return _save(_board(by), by=by, rhythm=rhythm)


@transaction.atomic
def send_board(board: Board, letter: queries.Letter, *, today: date, by=None) -> bool:
    """Tell one person the numbers of his board; whether he was told.

    Without names of customers: mail leaves the house. Whoever has been told today, has left or
    wants no more of it is not told.
    """
    rows = Board.objects.select_for_update(of=("self",)).select_related("user")
    kept = rows.filter(pk=board.pk, user__is_active=True).first()
    if kept is None or not rules.is_due(Rhythm(kept.rhythm), today, kept.told_on):
        return False
    notify(to=[kept.user], event=access.TOLD.code, title=letter.title, text=letter.text, by=by,
           url=reverse("desk:board"))  # fmt: skip
    Board.objects.filter(pk=kept.pk).update(told_on=today)
    return True


def _board(person) -> Board:
    """His board, for him alone: two first moves at once begin one board, one after the other."""
    User.objects.select_for_update().get(pk=person.pk)
    kept = access.visible_boards(person).select_for_update(of=("self",)).first()
    return kept or queries.board_of(person)


def _save(board: Board, *, by, **values) -> Board:
    verb = Verb.CREATE if board._state.adding else Verb.CHANGE
    with recorded(board, verb, by=by):
        for name, value in values.items():
            setattr(board, name, value)
        board.save()
    return board
