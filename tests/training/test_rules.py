"""The index as the law of the house has it (F-51, T-F11), without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel.errors import Refused
from maizi.training.rules import index
from maizi.training.rules.jobs import Course, Given, Job, Kept, Step, jobs_in

D = Decimal
POLICY = index.Policy(
    weights=(D("0.4"), D("0.3"), D("0.3")),
    quality_weights=(D("0.5"), D("0.3"), D("0.2")),
    job_weights={"repair": D(1), "install": D("1.5")},
    target=D(40),
    line=(D(60), D(40), D("0.8"), D("0.4")),
    highest=D("1.2"),
    lowest=D("0.6"),
)
POINTS = st.decimals(0, 100, places=2)
SHARES = st.decimals(0, 1, places=4)
DAY = datetime(2026, 10, 10, 12, tzinfo=UTC)


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


def course(**more) -> Course:
    values = {
        "ticket_id": 1, "no": "GD1", "type": "repair",
        "steps": [Step("on_site", at(1)), Step("restored", at(2))], "given": [Given(7, at(0))],
        "promises": [], "calls": [], "rating": D(5),
    }  # fmt: skip
    return Course(**values | more)


def jobs(*courses) -> list[Job]:
    return jobs_in(courses, at(-1000), at(2000), repeat_days=30)


def test_the_vector():
    """T-F11: 92, 85, 90 make 89.30, 1.093, and 3,279.00 of 3,000."""
    found = index.index_of(D(92), D(85), D(90), policy=POLICY)
    assert str(found) == "89.30"
    assert index.coefficient_of(found, POLICY) == D("1.093")
    assert str(index.pay_of(D(3000), index.coefficient_of(found, POLICY))) == "3279.00"


def test_the_parts():
    assert index.quality_of(D("0.9"), D("0.8"), D("0.1"), policy=POLICY) == D("87.00")
    assert index.quantity_of(D(34), D(40)) == D(85) and index.quantity_of(D(90), D(40)) == 100
    assert [index.attitude_of(D(n)) for n in (1, 3, 5)] == [0, 50, 100]


def test_money_is_rounded_half_up_at_the_line():
    assert str(index.pay_of(D("1000.50"), D("1.093"))) == "1093.55"  # 1093.5465
    assert str(index.pay_of(D("0.05"), D("0.9"))) == "0.05"  # 0.045
    with pytest.raises(Refused, match="不能是负数"):
        index.pay_of(D("-0.01"), D(1))


@given(POINTS, POINTS, POINTS, POINTS)
def test_a_better_part_never_makes_less(quality, quantity, attitude, better):
    least, most = sorted((quality, better))
    low = index.index_of(least, quantity, attitude, policy=POLICY)
    high = index.index_of(most, quantity, attitude, policy=POLICY)
    assert 0 <= low <= high <= 100
    assert index.coefficient_of(low, POLICY) <= index.coefficient_of(high, POLICY)
    assert index.index_of(quantity, least, attitude, policy=POLICY) <= index.index_of(
        quantity, most, attitude, policy=POLICY
    )


@given(st.decimals(-50, 250, places=2))
def test_the_coefficient_never_leaves_its_bounds(points):
    assert D("0.6") <= index.coefficient_of(points, POLICY) <= D("1.2")


@given(SHARES, SHARES, SHARES, SHARES)
def test_quality_falls_with_repeats_only(first, sla, again, other):
    best, worst = sorted((again, other))
    good = index.quality_of(first, sla, best, policy=POLICY)
    bad = index.quality_of(first, sla, worst, policy=POLICY)
    assert 0 <= bad <= good <= 100
    few, many = sorted((first, other))
    assert index.quality_of(few, sla, again, policy=POLICY) <= index.quality_of(
        many, sla, again, policy=POLICY
    )


def test_what_is_not_known_is_not_made_up():
    """No promise and no rating: no quality, no attitude, no index; the rest stands."""
    found = index.figures_of(jobs(course(rating=None)), POLICY)
    assert (found.jobs, found.first, found.again, found.quantity) == (1, 1, 0, D("2.5"))
    assert found.sla is found.rating is found.index is found.coefficient is None
    assert found.missing == ["承诺兑现率", "客户评分"]
    nothing = index.figures_of([], POLICY)
    assert nothing.quantity == 0 and nothing.index is None and len(nothing.missing) == 4


def test_a_whole_month():
    good = course(promises=[Kept(at(1), True), Kept(at(2), True)])
    late = course(ticket_id=2, type="install", promises=[Kept(at(1), False)], rating=D(3))
    found = index.figures_of(jobs(good, late), POLICY)
    assert found.weighted == D("2.5") and found.rating == 4
    assert found.quality == D("90.00")  # 50 + 30·2/3 + 20
    assert found.index == D("60.38")  # 0.4·90 + 0.3·6.25 + 0.3·75 = 60.375
    assert not found.missing


def test_two_visits_are_not_right_the_first_time():
    steps = [Step("on_site", at(1)), Step("on_site", at(30)), Step("restored", at(31))]
    (job,) = jobs(course(steps=steps))
    assert not job.is_first and not job.is_again


def test_a_reopened_ticket_is_the_fault_of_who_mended_it_before():
    """F-51: the second engineer is not charged with what the first one left behind."""
    steps = [
        Step("on_site", at(1)), Step("restored", at(2)), Step("reopened", at(24)),
        Step("on_site", at(26)), Step("restored", at(27)),
    ]  # fmt: skip
    one = course(steps=steps, given=[Given(7, at(0)), Given(8, at(25))],
                 promises=[Kept(at(1), False), Kept(at(26), True)])  # fmt: skip
    first, second = jobs(one)
    assert (first.person_id, first.is_first, first.is_again, first.rating) == (7, False, True, None)
    assert (second.person_id, second.is_first, second.is_again) == (8, True, False)
    assert (first.promised, first.kept, second.promised, second.kept) == (1, 0, 1, 1)
    assert second.rating == 5


def test_the_same_piece_again_within_the_days():
    day = timedelta(days=1)
    assert jobs(course(calls=[at(2) + 30 * day]))[0].is_again
    assert not jobs(course(calls=[at(2) + 31 * day]))[0].is_again
    assert not jobs(course(calls=[at(1)]))[0].is_again


def test_what_was_mended_on_the_telephone_is_nobodys_job():
    assert jobs(course(given=[])) == []
    steps = [Step("restored", at(2)), Step("reopened", at(3)), Step("restored", at(4))]
    (only,) = jobs(course(steps=steps))  # mended again without anybody being sent
    assert only.finished_at == at(2)


def test_a_month_begins_and_ends_sharply():
    assert jobs_in([course()], at(2), at(3), repeat_days=30)
    assert not jobs_in([course()], at(1), at(2), repeat_days=30)


def test_a_month_is_signed_when_it_is_over():
    index.check_over(date(2026, 12, 1), date(2027, 1, 1))
    with pytest.raises(Refused, match="还没有结束"):
        index.check_over(date(2026, 12, 1), date(2026, 12, 31))


def test_shares_make_up_the_whole():
    index.check_shares((D("0.5"), D("0.3"), D("0.2")))
    with pytest.raises(Refused, match="相加必须等于 1"):
        index.check_shares((D("0.5"), D("0.3"), D("0.3")))
