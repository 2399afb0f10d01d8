"""Who may go, what is prepared, when what follows is due, and a short way (B-31 to B-36)."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maizi.development.rules.visits import (
    Preparation,
    check_level,
    check_mode,
    check_ready,
    check_record,
    followup_due,
    missing_before,
    record_due,
)
from maizi.development.terms.visits import MaterialSort, MaterialState, VisitMode, VisitState
from maizi.kernel.calendar import CHINA
from maizi.kernel.errors import Refused
from maizi.kernel.routes import Stop, distance_km, short_way, way_km

DONE = dict.fromkeys(MaterialSort, MaterialState.DONE)
AT = datetime(2026, 3, 2, 10, tzinfo=CHINA)


def test_a_junior_does_not_visit_a_key_account():
    """P (j)."""
    level = {"is_key": True, "may_visit_key": False, "may_override": False, "reason": "急"}
    with pytest.raises(Refused, match="大客户开发专员或以上") as refusal:
        check_level(**level)
    assert refusal.value.field == "visitor"
    check_level(**level | {"is_key": False})
    check_level(**level | {"may_visit_key": True})
    check_level(**level | {"may_override": True})
    with pytest.raises(Refused, match="写明理由"):
        check_level(**level | {"may_override": True, "reason": " "})


def test_face_to_face_needs_no_reason_the_rest_does():
    check_mode(VisitMode.FACE, "")
    check_mode(VisitMode.VIDEO, "客户在外地")
    with pytest.raises(Refused, match="面谈"):
        check_mode(VisitMode.PHONE, "")


def test_a_key_visit_is_ready_when_everything_is():
    whole = Preparation(is_key=True, others=1, has_notes=True, materials=DONE, has_judgement=True)
    check_ready(whole)
    assert missing_before(Preparation(is_key=False)) == []
    lacking = [
        (Preparation(True, None, False, DONE, True), "开讨论会"),
        (Preparation(True, 0, True, DONE, True), "至少要有一位其他同事"),
        (Preparation(True, 1, False, DONE, True), "写下意见"),
        (Preparation(True, 1, True, DONE | {MaterialSort.CARD: MaterialState.OPEN}, True),
         "还有 1 项没有备齐：名片"),
        (Preparation(True, 1, True, DONE, False), "分析和判断"),
    ]  # fmt: skip
    for made, words in lacking:
        with pytest.raises(Refused, match=words):
            check_ready(made)
    left_out = DONE | {MaterialSort.SAMPLES: MaterialState.NONE}
    check_ready(Preparation(True, 1, True, left_out, True))


def test_a_key_visit_without_discussion_is_not_recorded():
    with pytest.raises(Refused, match="先讨论") as refusal:
        check_record(VisitState.PLANNED, is_key=True, ended_at=AT, now=AT)
    assert refusal.value.code == "discussion"
    check_record(VisitState.READY, is_key=True, ended_at=AT, now=AT)
    check_record(VisitState.PLANNED, is_key=False, ended_at=AT, now=AT)
    for state in (VisitState.DONE, VisitState.CANCELLED):
        with pytest.raises(Refused, match="已经结束"):
            check_record(state, is_key=False, ended_at=AT, now=AT)
    with pytest.raises(Refused, match="不能晚于现在"):
        check_record(VisitState.READY, is_key=True, ended_at=AT + timedelta(minutes=1), now=AT)


def test_the_week_after_a_visit_ends_on_its_seventh_day():
    """T-B4."""
    assert followup_due(date(2026, 3, 2), 7) == date(2026, 3, 9)
    assert record_due(AT) == AT + timedelta(hours=24)


def test_a_short_way_over_known_places():
    stops = [Stop(1, 32.06, 118.78), Stop(2, 31.30, 120.58), Stop(3, 32.10, 118.90), Stop(4)]
    way = short_way(stops)
    assert [stop.id for stop in way] == [1, 3, 2, 4] and way_km(way) < way_km(stops)
    assert distance_km(stops[0], stops[3]) is None
    assert 180 < distance_km(stops[0], stops[1]) < 200


PLACES = st.tuples(st.floats(20, 45), st.floats(75, 130))


@settings(deadline=None, max_examples=40)
@given(st.lists(PLACES, max_size=6))
def test_a_short_way_is_never_longer_and_loses_nobody(places):
    stops = [Stop(n, *place) for n, place in enumerate(places)]
    way = short_way(stops)
    assert sorted(stop.id for stop in way) == sorted(stop.id for stop in stops)
    assert way_km(way) <= way_km(stops) + 1e-6
    if stops:
        best = min(way_km([stops[0], *rest]) for rest in permutations(stops[1:]))
        assert way_km(way) <= best * 1.5 + 1e-6
