"""What apps above know of customers and care asks for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from maizi.customers.terms import ValueClass

# ids of customers -> their last answers to the NPS question, newest first
Answers = Callable[[Collection[int]], Mapping[int, Sequence[int]]]

# ids of customers, day -> the value classes that people set against the numbers
ByHand = Callable[[Collection[int], date], Mapping[int, ValueClass]]

_nps: list[Answers] = []
_by_hand: list[ByHand] = []


def declare_nps(source: Answers) -> None:
    """Say where the NPS answers of customers stand; called by the app that asks them."""
    _nps[:] = [source]


def nps_of(ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """The last answers of some customers; nothing as long as nobody asks."""
    return _nps[0](ids) if _nps else {}


def declare_classes_by_hand(source: ByHand) -> None:
    """Say where the value classes stand that people set; called by the app that lets them."""
    _by_hand[:] = [source]


def classes_by_hand(ids: Collection[int], on: date) -> Mapping[int, ValueClass]:
    """The value classes of some customers that people set and that last on a day."""
    return _by_hand[0](ids, on) if _by_hand else {}
