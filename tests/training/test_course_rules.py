"""Examinations and certificates as the rules have them (F-52), without a database."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel.errors import Refused
from maizi.service.rules.dispatch import Candidate, rank
from maizi.training.rules import courses
from maizi.training.terms import ClassState, Presence, Standing

DAY = date(2026, 11, 30)


def test_a_certificate_lasts_whole_months():
    assert courses.last_day(DAY, 12) == date(2027, 11, 29)
    assert courses.last_day(date(2027, 1, 31), 1) == date(2027, 2, 27)
    assert courses.last_day(date(2028, 2, 29), 12) == date(2029, 2, 27)


@given(st.dates(date(2020, 1, 1), date(2080, 1, 1)), st.integers(1, 120))
def test_more_months_never_end_sooner(day, months):
    assert day <= courses.last_day(day, months) < courses.last_day(day, months + 1)


@pytest.mark.parametrize(
    ("until", "standing"),
    [
        (date(2026, 11, 29), Standing.OVER),
        (DAY, Standing.ENDING),
        (date(2027, 1, 29), Standing.ENDING),
        (date(2027, 1, 30), Standing.VALID),
    ],
)
def test_what_a_certificate_is_worth(until, standing):
    asked = {"today": DAY, "warn_days": 60}
    assert courses.standing_of(until, is_revoked=False, **asked) == standing
    assert courses.standing_of(until, is_revoked=True, **asked) == Standing.REVOKED


@pytest.mark.parametrize(
    ("score", "presence", "tried", "words"),
    [
        (Decimal("-0.1"), Presence.PRESENT, [], "0 到 100"),
        (Decimal("100.1"), Presence.PRESENT, [], "0 到 100"),
        (Decimal(80), Presence.ABSENT, [], "没有到课"),
        (Decimal(80), Presence.UNKNOWN, [], "没有到课"),
        (Decimal(80), Presence.PRESENT, [False, True], "已经及格"),
        (Decimal(80), Presence.PRESENT, [False] * 3, "已经考了 3 次"),
    ],
)
def test_scores_that_are_refused(score, presence, tried, words):
    with pytest.raises(Refused, match=words) as refused:
        courses.check_score(score, presence=presence, tried=tried, most=3, field="score_7")
    assert refused.value.field == "score_7"


def test_scores_that_pass():
    for score in (0, 100):
        courses.check_score(
            Decimal(score), presence=Presence.PRESENT, tried=[False] * 2, most=3, field="s"
        )


def test_the_rest_that_is_refused():
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    for words, check in (
        ("至少要有一课", lambda: courses.check_lessons([])),
        ("学时必须大于 0", lambda: courses.check_lessons([("原理", Decimal(0))])),
        ("只剩 1 个", lambda: courses.check_seats(2, 2, seats=3)),
        ("已经结束或取消", lambda: courses.check_open(ClassState.CLOSED)),
        ("还没有开课", lambda: courses.check_begun(datetime(2026, 12, 1, tzinfo=UTC), now)),
        ("不能晚于今天", lambda: courses.check_exam(date(2026, 12, 1), begun_on=DAY, today=DAY)),
        ("不能早于开课", lambda: courses.check_exam(date(2026, 11, 29), begun_on=DAY, today=DAY)),
        ("还有 1 人", lambda: courses.check_closing([Presence.ABSENT, Presence.UNKNOWN])),
        ("写原因", lambda: courses.check_reason(" ", "请写原因")),
    ):
        with pytest.raises(Refused, match=words):
            check()
    courses.check_seats(2, 1, seats=3)
    courses.check_closing([Presence.ABSENT, Presence.PRESENT])
    assert courses.check_reason(" 忘了 ", "请写原因") == "忘了"


def test_who_lacks_the_certificate_stands_below_with_the_course():
    """F-52: the bar names the course, and the day on which the certificate ended."""
    people = [
        Candidate(1, 0, 5, 1.0, course="螺杆机", over_on=date(2026, 10, 1)),
        Candidate(2, 0, 5, 1.0, course="螺杆机"),
        Candidate(3, 4, 5, 90.0),
        Candidate(4, 0, 5, 1.0, course="螺杆机", has_skill=False),
    ]
    found = rank(people, now=datetime(2026, 11, 30, tzinfo=UTC), due_at=None, speed_kmh=40)
    assert [one.candidate.id for one in found][0] == 3
    told = {one.candidate.id: str(one.bar) for one in found if one.bar}
    assert told[1] == "培训证书 2026-10-01 已到期（课程：螺杆机）"
    assert told[2] == "没有培训证书（课程：螺杆机）" and "不会修" in told[4]
