"""When one thing may change hands (C-70)."""

import pytest

from maizi.care.rules import Progress, done_ratio, letters, step_of
from maizi.care.terms import Step


@pytest.mark.parametrize(("one", "step"), [
    (Progress(has_taker=False), Step.CHOOSE),
    (Progress(has_taker=True), Step.READY),
    (Progress(has_taker=False, is_moved=True), Step.MOVED),
    (Progress(has_taker=True, is_key=True), Step.NOTE),
    (Progress(has_taker=True, is_key=True, note_letters=19), Step.NOTE),
    (Progress(has_taker=True, is_key=True, note_letters=20), Step.GIVE),
    (Progress(has_taker=True, is_key=True, note_letters=20, is_taken=True), Step.GIVE),
    (Progress(has_taker=True, is_key=True, note_letters=20, is_given=True), Step.TAKE),
    (Progress(has_taker=True, is_key=True, note_letters=20, is_given=True, is_taken=True),
     Step.READY),
])  # fmt: skip
def test_c70_a_key_account_wants_a_note_and_both_others_only_a_successor(one, step):
    assert step_of(one, least_letters=20) == step


def test_dots_and_blanks_are_no_note():
    assert letters("…… 。。。\n  ") == 0
    assert letters("下周三去签合同 OK") == 9


def test_nothing_to_hand_over_is_all_done():
    assert done_ratio([]) == 1.0
    assert done_ratio([Step.MOVED, Step.READY]) == 0.5
