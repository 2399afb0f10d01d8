"""When one thing may change hands (C-70)."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..terms import Step


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the hand-over of one thing is.

    is_key        wants a written note, and both confirm
    note_letters  letters of the note, blanks not counted
    """

    has_taker: bool
    is_key: bool = False
    note_letters: int = 0
    is_given: bool = False
    is_taken: bool = False
    is_moved: bool = False


def step_of(one: Progress, *, least_letters: int) -> Step:
    """What a thing waits for, the first thing first (C-70)."""
    if one.is_moved:
        return Step.MOVED
    if not one.has_taker:
        return Step.CHOOSE
    if not one.is_key:
        return Step.READY
    if one.note_letters < least_letters:
        return Step.NOTE
    if not one.is_given:
        return Step.GIVE
    return Step.READY if one.is_taken else Step.TAKE


def letters(text: str) -> int:
    """Letters of a text, blanks not counted: dots and blanks are no note."""
    return sum(1 for letter in text if letter.isalnum())


def done_ratio(steps: Iterable[Step]) -> float:
    """Share of the things that have changed hands, 0–1; 1 of nothing."""
    steps = list(steps)
    return sum(step == Step.MOVED for step in steps) / len(steps) if steps else 1.0
