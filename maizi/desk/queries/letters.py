"""What a board tells its person in the morning (A-6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ..models import Board
from .boards import chosen, waited

MOST_TEXT = 1000


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is told."""

    title: str
    text: str


def letter_of(board: Board, today: date) -> Letter:
    """What a board tells today, in its person's language and with his rights; it waits for all.

    No names of customers: mail leaves the house. Its analyses take long: hold no transaction open.
    """
    with translation.override(board.user.language or settings.LANGUAGE_CODE):
        text = "\n".join(_lines(board, today))[:MOST_TEXT]
        return Letter(_("%(board)s %(day)s") % {"board": board, "day": today}, text)


def _lines(board: Board, today: date) -> Iterator[str]:
    """One line for each part: numbers, sentences, how many."""
    for part in chosen(board.user, board):
        shown = waited(board.user, part, today)
        told = [f"{number.label} {number.value}" for number in shown.numbers]
        told += [_("%d 条") % shown.count] if shown.count else []
        told += shown.says
        yield f"{_(part.label)}：{_('，').join(told) or _('没有')}"
