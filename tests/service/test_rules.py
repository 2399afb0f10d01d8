"""Promises by severity and distance, moves, ranking, slots (F-2 … F-5, F-13; T-F1 … T-F3)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maizi.clocks.rules import Period, due_of
from maizi.kernel.calendar import WorkCalendar
from maizi.kernel.errors import Refused
from maizi.kernel.routes import Stop
from maizi.service.rules.dispatch import Candidate, check_planned, check_rejection, rank
from maizi.service.rules.matrix import BANDS, Matrix, band_of, check_matrix, target_of
from maizi.service.rules.moves import (
    LABELS,
    MOVES,
    check_answered,
    may_reopen_on,
    may_triage_again,
)
from maizi.service.rules.moves import target_of as moved
from maizi.service.rules.places import nearest_point, road_km
from maizi.service.rules.slots import (
    check_notice,
    check_slot,
    follow_up_days,
    judge_notice,
    next_due,
)
from maizi.service.rules.triage import SIGNS, advise, needs_alarm
from maizi.service.terms import Band, Mode, Severity, State, TicketType

CHINA = ZoneInfo("Asia/Shanghai")
USUAL = Matrix(
    radii_km=(20, 50, 100),
    response_minutes=(30, 20, 10, 5),
    arrive_minutes=(120, 240, 480, 90, 180, 360, 60, 120, 240, 30, 60, 120),
    restore_minutes=(60, 240, 720),
    round_the_clock=(False, False, True, True),
)
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DETOUR = Decimal("1.3")


def test_the_usual_matrix_is_sound():
    """F-4: the table of the specification, cell by cell where it is easily mixed up."""
    check_matrix(USUAL)
    near = target_of(USUAL, Severity.MINOR, Band.NEAR)
    assert (near.response, near.arrive, near.restore) == (30, 120, 60)
    worst = target_of(USUAL, Severity.CRITICAL, Band.FAR)
    assert (worst.response, worst.arrive, worst.restore) == (5, 120, None)
    assert target_of(USUAL, Severity.GENERAL, Band.BEYOND).arrive is None


def test_beijing_to_tianjin_is_beyond_the_radii():
    """T-F1: 113.80 km great circle × 1.3 = 147.94 > 100: an agreed time."""
    beijing, tianjin = Stop(1, 39.9042, 116.4074), Stop(2, 39.0842, 117.2009)
    way = road_km(beijing, tianjin, detour=DETOUR)
    assert way == Decimal("147.94")
    assert band_of(float(way), USUAL.radii_km) == Band.BEYOND
    assert nearest_point(beijing, [tianjin, Stop(3)], detour=DETOUR).point_id == 2
    assert nearest_point(beijing, [Stop(3)], detour=DETOUR).km is None


def test_a_fault_on_friday_evening_is_answered_on_monday():
    """T-F2: Friday 17:20, hours 08:30–17:30: twenty minutes end on Monday 08:40."""
    friday = datetime(2026, 11, 20, 17, 20, tzinfo=CHINA)
    found = target_of(USUAL, Severity.GENERAL, Band.NEAR)
    due_at = due_of(Period(found.counting, found.response), friday, WorkCalendar())
    assert due_at.astimezone(CHINA) == datetime(2026, 11, 23, 8, 40, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("km", "band"),
    [(0, "near"), (20, "near"), (20.01, "middle"), (50, "middle"), (100, "far"),
     (100.01, "beyond"), (None, "near")],
)  # fmt: skip
def test_on_the_edge_the_nearer_band_applies(km, band):
    """F-4 b."""
    assert band_of(km, USUAL.radii_km) == band


def _with(name: str, place: int, value) -> Matrix:
    values = list(getattr(USUAL, name))
    values[place] = value
    return replace(USUAL, **{name: tuple(values)})


@pytest.mark.parametrize(
    ("matrix", "cell", "field"),
    [
        (_with("arrive_minutes", 6, 100), "“严重·近”.+ 100 分钟比“一般·近”的 90", "arrive_6"),
        (_with("arrive_minutes", 0, 300), "“轻度·近”.+ 300 分钟比“轻度·中”的 240", "arrive_0"),
        (_with("response_minutes", 3, 11), "“非常严重”.+ 11 分钟比“严重”的 10", "response_3"),
        (_with("round_the_clock", 3, False), "“非常严重”也必须全天候计时", "always_3"),
        (_with("radii_km", 1, 20), "第 2 圈半径 20 公里必须大于第 1 圈的 20 公里", "radius_1"),
        (_with("restore_minutes", 0, 0), "1 到 43200 分钟之间", "restore_0"),
    ],
)  # fmt: skip
def test_what_is_not_monotone_is_refused_with_its_cell(matrix, cell, field):
    """F-4 a: the sentence names the cell."""
    with pytest.raises(Refused, match=cell) as refusal:
        check_matrix(matrix)
    assert refusal.value.field == field


@st.composite
def matrices(draw) -> Matrix:
    """Anything that may be typed; the check decides."""
    small = st.integers(1, 6)
    return Matrix(
        radii_km=tuple(draw(st.lists(small, min_size=3, max_size=3, unique=True).map(sorted))),
        response_minutes=tuple(draw(st.lists(small, min_size=4, max_size=4).map(
            lambda found: sorted(found, reverse=True)))),
        arrive_minutes=tuple(draw(st.lists(small, min_size=12, max_size=12))),
        restore_minutes=(60, 240, 720),
        round_the_clock=tuple(draw(st.lists(st.booleans(), min_size=4, max_size=4).map(sorted))),
    )  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(matrices(), st.integers(0, 60 * 24 * 7))
def test_what_passes_is_never_slower_for_worse_or_nearer(matrix, minute):
    """F-4 a, as moments: more severe is never later, nearer never later, at any hour."""
    try:
        check_matrix(matrix)
    except Refused:
        return
    start, hours = NOW + timedelta(minutes=minute), WorkCalendar()

    def due(minutes, severity):
        counting = target_of(matrix, severity, Band.NEAR).counting
        return due_of(Period(counting, minutes), start, hours)

    for lighter, worse in zip(Severity, list(Severity)[1:], strict=False):
        told = target_of(matrix, worse, Band.NEAR).response
        assert due(told, worse) <= due(target_of(matrix, lighter, Band.NEAR).response, lighter)
        for band in BANDS:
            first = due(target_of(matrix, worse, band).arrive, worse)
            assert first <= due(target_of(matrix, lighter, band).arrive, lighter)
    for severity in Severity:
        arrivals = [target_of(matrix, severity, band).arrive for band in BANDS]
        assert arrivals == sorted(arrivals)


@given(st.floats(0, 500), st.floats(0, 500))
def test_a_nearer_customer_is_never_in_a_farther_band(one, other):
    near, far = sorted((one, other))
    assert band_of(near, USUAL.radii_km).place <= band_of(far, USUAL.radii_km).place


def test_every_verb_leads_somewhere_and_has_a_name():
    """F-2: all states are reached, and nothing leaves a state it does not know."""
    assert set(LABELS) == set(MOVES)
    reached = {target for _sources, target in MOVES.values()}
    assert reached == set(State) - {State.NEW}
    with pytest.raises(Refused, match="现在是“新建”，不能接单"):
        moved(State.NEW, "accept")


def test_only_remote_help_is_triaged_anew():
    """F-3: when the telephone does not help, somebody goes; on site nobody decides anew."""
    assert may_triage_again(State.WORKING, Mode.REMOTE)
    assert not may_triage_again(State.WORKING, Mode.ON_SITE)


def test_a_consultation_ends_with_knowledge():
    """F-1."""
    with pytest.raises(Refused, match="知识文章"):
        check_answered(TicketType.CONSULT, has_article=False, no_article=" ")
    check_answered(TicketType.CONSULT, has_article=False, no_article="新机型，资料未到")
    check_answered(TicketType.REPAIR, has_article=False, no_article="")


def test_reopening_has_its_days():
    ended = NOW - timedelta(days=30)
    assert may_reopen_on(ended, NOW, days=30) and may_reopen_on(None, NOW, days=1)
    assert not may_reopen_on(ended - timedelta(seconds=1), NOW, days=30)


def test_triage_takes_the_worst_sign():
    """F-3: danger goes out at once; general faults by telephone first."""
    worst = advise({"danger", "cosmetic"}, can_self_help=True, has_article=True)
    assert (worst.severity, worst.mode) == (Severity.CRITICAL, Mode.ON_SITE)
    usual = advise({"limited"}, can_self_help=True, has_article=False)
    assert (usual.severity, usual.mode) == (Severity.GENERAL, Mode.REMOTE)
    assert advise({"limited"}, can_self_help=False, has_article=True).mode == Mode.ON_SITE
    assert advise({"down"}, can_self_help=True, has_article=False).mode == Mode.ON_SITE
    assert advise(SIGNS, can_self_help=True, has_article=True).severity == Severity.CRITICAL
    assert needs_alarm(Severity.CRITICAL, has_plan=False)
    assert not needs_alarm(Severity.SERIOUS, has_plan=False)


def _one(id_, **values) -> Candidate:
    return Candidate(**{"id": id_, "open_jobs": 0, "most_jobs": 5, "km": 10.0} | values)


def _ids(*candidates, minutes=60):
    due_at = None if minutes is None else NOW + timedelta(minutes=minutes)
    found = rank(candidates, now=NOW, due_at=due_at, speed_kmh=40)
    return [one.candidate.id for one in found]


def test_the_order_of_dispatch():
    """F-5: in time, distance, load, last visit, id."""
    assert _ids(_one(1, km=90), _one(2, km=30)) == [2, 1]
    assert _ids(_one(1, km=12), _one(2, km=11)) == [2, 1]
    assert _ids(_one(1, open_jobs=3), _one(2, open_jobs=1)) == [2, 1]
    assert _ids(_one(1), _one(2, was_here=True)) == [2, 1]
    assert _ids(_one(2), _one(1)) == [1, 2]
    assert _ids(_one(1, km=None), _one(2, km=400), minutes=None) == [2, 1]


def test_who_cannot_go_stands_last_with_the_reason():
    """F-5, F-52."""
    barred = [
        _one(1, has_skill=False), _one(2, is_certified=False), _one(3, is_on_duty=False),
        _one(4, open_jobs=5),
    ]  # fmt: skip
    found = rank([*barred, _one(5, km=300)], now=NOW, due_at=None, speed_kmh=40)
    assert found[0].candidate.id == 5
    told = [" ".join(one.reasons) for one in found[1:]]
    for words in ("不会修", "证书已过期", "不当班", "上限"):
        assert any(words in text for text in told)


def test_reasons_say_what_counts():
    found = rank([_one(1, was_here=True, open_jobs=2)], now=NOW, due_at=NOW, speed_kmh=40)[0]
    told = " ".join(found.reasons)
    assert "赶不上到场时限（路上约 15 分钟）" in told and "10.0 公里" in told
    assert "手上 2 单" in told and "上次就是他去的" in told


@given(st.lists(st.tuples(st.floats(0, 300), st.integers(0, 8)), min_size=2, max_size=12))
def test_nobody_nearer_and_freer_stands_behind(pairs):
    """F-5: who is in no respect worse never stands behind."""
    candidates = [_one(at, km=km, open_jobs=jobs) for at, (km, jobs) in enumerate(pairs)]
    order = [one.candidate for one in rank(candidates, now=NOW, due_at=NOW, speed_kmh=40)
             if one.bar is None]  # fmt: skip
    for first, second in zip(order, order[1:], strict=False):
        assert (first.km, first.open_jobs) <= (second.km, second.open_jobs)


def test_a_rejection_and_a_plan_are_checked():
    with pytest.raises(Refused, match="拒单要写原因"):
        check_rejection("  ")
    hour = timedelta(hours=1)
    with pytest.raises(Refused, match="已经过去"):
        check_planned(NOW - hour, NOW + hour, NOW)
    with pytest.raises(Refused, match="晚于开始"):
        check_planned(NOW + hour, NOW + hour, NOW)


def test_a_notice_in_time_is_no_breach():
    """T-F3: slot 14:00–16:00; told at 13:10 it is put off, told at 14:05 it is 失约."""
    start = datetime(2026, 11, 23, 14, tzinfo=CHINA)
    assert not judge_notice(start, datetime(2026, 11, 23, 13, 10, tzinfo=CHINA)).is_breach
    assert judge_notice(start, datetime(2026, 11, 23, 14, 5, tzinfo=CHINA)).is_breach
    with pytest.raises(Refused, match="原因"):
        check_notice("")


def test_a_slot_lies_ahead():
    """F-12."""
    hour = timedelta(hours=1)
    with pytest.raises(Refused, match="已经过去"):
        check_slot(NOW - hour, NOW + hour, NOW + hour, NOW)
    with pytest.raises(Refused, match="结束必须晚于开始"):
        check_slot(NOW + hour, NOW + hour, NOW + hour, NOW)
    with pytest.raises(Refused, match="最后期限不能早于"):
        check_slot(NOW + hour, NOW + 2 * hour, NOW + hour, NOW)


def test_follow_ups_and_intervals():
    """F-18: 3 and 30 days; F-20: months end where they are shorter."""
    assert follow_up_days(date(2026, 11, 29), (3, 30)) == [date(2026, 12, 2), date(2026, 12, 29)]
    assert next_due(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert next_due(date(2026, 12, 15), 12) == date(2027, 12, 15)
