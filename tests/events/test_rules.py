"""Decisions of events (C-40)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from maizi.events.rules.course import Room, check_answer, check_times, may_answer
from maizi.events.rules.figures import Figures
from maizi.events.terms import Answer, State
from maizi.kernel.errors import Refused

START = datetime(2026, 6, 30, 6, tzinfo=UTC)
BEFORE = START - timedelta(days=1)


def test_nobody_is_invited_to_a_date_in_the_past():  # C-40
    check_times(START, None, BEFORE)
    with pytest.raises(Refused, match="已经过去"):
        check_times(START, None, START)
    with pytest.raises(Refused, match="不能晚于"):
        check_times(START, START + timedelta(minutes=1), BEFORE)


def test_answers_are_taken_until_the_last_moment():  # C-40
    room = Room(State.OPEN, START, answer_until=BEFORE)
    assert may_answer(room, BEFORE - timedelta(seconds=1)) and not may_answer(room, BEFORE)
    assert may_answer(Room(State.OPEN, START), BEFORE)
    assert not may_answer(Room(State.CANCELLED, START), BEFORE)
    with pytest.raises(Refused, match="不再接受"):
        check_answer(room, Answer.NO, 0, now=BEFORE)


@pytest.mark.parametrize(
    ("taken", "companions", "fits"), [(8, 1, True), (8, 2, False), (9, 0, True), (10, 0, False)]
)
def test_places_count_those_he_brings(taken, companions, fits):  # C-40
    room = Room(State.OPEN, START, places=10, taken=taken)
    if fits:
        check_answer(room, Answer.YES, companions, now=BEFORE)
    else:
        with pytest.raises(Refused, match="名额"):
            check_answer(room, Answer.YES, companions, now=BEFORE)
    check_answer(room, Answer.NO, 0, now=BEFORE)
    with pytest.raises(Refused, match="最多 9"):
        check_answer(room, Answer.NO, 10, now=BEFORE)
    with pytest.raises(Refused, match="请选"):
        check_answer(room, Answer.NONE, 0, now=BEFORE)


def test_cost_and_result():  # C-40, L-20 event ROI
    found = Figures(
        invited=10, yes=6, no=2, coming=9, attended=5, unannounced=1, budget_yuan=Decimal(2000),
        cost_yuan=Decimal("2500"), ordered_yuan=Decimal(10000),
    )  # fmt: skip
    assert (found.silent, found.answer_rate) == (2, Decimal("0.8"))
    assert round(found.attendance_rate, 4) == Decimal("0.6667")
    assert (found.cost_each_yuan, found.over_budget_yuan, found.return_ratio) == (500, 500, 4)
    nothing = Figures(0, 0, 0, 0, 0, 0, Decimal(0))
    assert nothing.answer_rate is None and nothing.attendance_rate is None
    assert nothing.cost_each_yuan is None and nothing.return_ratio is None
    assert nothing.over_budget_yuan == 0
