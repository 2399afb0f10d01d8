"""Retention, cohorts, risk, lifetime value, forecasts (T-H9 … T-H11)."""

from datetime import date
from decimal import Decimal

import pytest

from maizi.insight.rules import forecasting, keeping, lifetime
from maizi.insight.terms import Doubt, Method, Risk
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.once
D = Decimal
PUBLISHED = lifetime.Fit(0.243, 4.414, 0.793, 2.426)


def test_T_H9_retention():
    """H-30: 1,000 before, 950 now of whom 120 new: 83 % stayed, 17 % left."""
    before = dict.fromkeys(range(1000), D(10))
    found = keeping.compare(before, [*range(830), *range(2000, 2120)])
    assert (found.retained, found.lost, found.new) == (830, 170, 120)
    assert (found.retention, found.churn) == (D("0.83"), D("0.17"))
    assert found.value_churn == D("0.17")


def test_who_comes_back_is_neither_new_nor_kept_and_nobody_gives_no_rate():
    """H-30: reactivated apart; |S| = 0 → NULL."""
    found = keeping.compare({1: D(5)}, [1, 2, 3], ever=[2])
    assert (found.retained, found.new, found.reactivated) == (1, 1, 1)
    empty = keeping.compare({}, [1])
    assert (empty.retention, empty.churn, empty.value_churn) == (None, None, None)


def test_cohorts():
    """H-30: by the month of the first order."""
    found = keeping.cohorts({1: [10, 12], 2: [10, 11], 3: [11]}, 12)
    assert found == {10: (2, [1, D("0.5"), D("0.5")]), 11: (1, [1, 0])}
    assert keeping.cohorts({}, 12) == {}


@pytest.mark.parametrize(
    ("since", "more", "risk", "doubts"),
    [
        (29, {}, Risk.LOW, ()), (30, {}, Risk.WATCH, (Doubt.LATE,)),
        (60, {}, Risk.HIGH, (Doubt.LONG_LATE,)),
        (60, {"has_complaint": True}, Risk.HIGHEST, (Doubt.LONG_LATE, Doubt.COMPLAINT)),
        (5, {"csi_drop": D(20)}, Risk.WATCH, (Doubt.UNHAPPY,)),
        (5, {"now_yuan": D(50), "before_yuan": D(100)}, Risk.WATCH, (Doubt.SHRINKING,)),
        (-4, {"csi_drop": D(19)}, Risk.LOW, ()),
    ],
)  # fmt: skip
def test_churn_risk(since, more, risk, doubts):
    """H-30: lateness in expected gaps, and each further sign one level more."""
    judged = keeping.judge(keeping.Signs(since, D(30), **more))
    assert (judged.risk, judged.doubts) == (risk, doubts)


def test_lost_after_three_own_gaps_but_not_before_ninety_days():
    """C-4: max(90, 3 × median own gap), or 180 with fewer than two gaps."""
    leaving = keeping.Leaving()
    assert not keeping.is_lost(90, [10, 10], leaving) and keeping.is_lost(91, [10, 10], leaving)
    assert not keeping.is_lost(150, [50, 50], leaving) and keeping.is_lost(151, [50, 50], leaving)
    assert not keeping.is_lost(180, [7], leaving) and keeping.is_lost(181, [], leaving)
    days = [date(2026, 1, 1), date(2026, 1, 11), date(2026, 1, 1), date(2026, 1, 31)]
    assert keeping.gaps(days) == [10, 20] and keeping.gaps([]) == []
    assert keeping.expected_gap([10, 20], leaving) == 15
    assert keeping.expected_gap([10], leaving) == 60
    assert keeping.lost_after([31, 32], leaving) == 95 and keeping.lost_after([], leaving) == 181


def test_T_H10_simple_value():
    """H-31: 2,666.67, with the current year 3,666.67; invalid rates give none."""
    m, r, d = D(1000), D("0.8"), D("0.1")
    assert lifetime.simple_value(m, r, d) == D("2666.67")
    assert lifetime.simple_value(m, r, d, with_this_year=True) == D("3666.67")
    assert lifetime.simple_value(m, D("1.2"), d) is None
    assert lifetime.simple_value(m, D(1), D(0)) is None
    assert (
        lifetime.simple_value(D("-0.01"), r, d) is None and lifetime.simple_value(D(0), r, d) == 0
    )


def test_published_parameters_give_the_published_expectations():
    """H-31: closed forms of BG/NBD with the parameters published for CDNOW."""
    for (x, last), alive, more in (
        ((2, 30.43), 0.726579, 1.2260), ((1, 1.71), 0.212101, 0.203187), ((0, 0), 1, 0.195098),
    ):  # fmt: skip
        row = lifetime.Bought(x, last, 38.86)
        assert lifetime.alive(PUBLISHED, row) == pytest.approx(alive, abs=1e-4)
        assert lifetime.expected(PUBLISHED, row, 39) == pytest.approx(more, abs=1e-3)
    assert lifetime.expected_new(PUBLISHED, 39) == pytest.approx(1.196723, abs=1e-3)
    fitted = lifetime.Fit(0.24259, 4.41353, 0.79289, 2.42575)
    for span, told in ((1, 0.0532), (3, 0.1506), (32, 1.0437), (78, 1.8576)):
        assert lifetime.expected_new(fitted, span) == pytest.approx(told, abs=1e-3)
    spend = lifetime.Spend(6.2496, 3.7442, 15.4435)
    assert spend.mean == pytest.approx(35.170, abs=1e-2)
    row = lifetime.Bought(2, 0, 0, 22.345)
    assert lifetime.expected_spend(spend, row) == pytest.approx(24.654, abs=1e-2)


def test_the_fit_finds_the_parameters_that_made_the_customers():
    """H-31: simulated with a fixed seed, found again within what chance allows."""
    import numpy as np

    chance, made = np.random.default_rng(7), lifetime.Fit(0.9, 6.0, 0.9, 2.6)
    rows = []
    for _n in range(4000):
        rate = chance.gamma(made.r, 1 / made.alpha)
        stop, at, x, last = chance.beta(made.a, made.b), 0.0, 0, 0.0
        while True:
            at += chance.exponential(1 / rate)
            if at > 52:
                break
            x, last = x + 1, at
            if chance.random() < stop:
                break
        rows.append(lifetime.Bought(x, last, 52))
    fit = lifetime.fit_purchases(lifetime.together(rows))
    for name, allowed in (("r", 0.12), ("alpha", 0.9), ("a", 0.3), ("b", 0.9)):
        assert getattr(fit, name) == pytest.approx(getattr(made, name), abs=allowed), name
    assert fit.likelihood == pytest.approx(lifetime.likelihood(fit, rows), abs=1e-3)
    assert fit.likelihood >= lifetime.likelihood(made, rows)


def test_too_few_customers_are_refused():
    """H-31: fewer than a hundred, or nobody came back."""
    with pytest.raises(Refused, match="数据太少"):
        lifetime.fit_purchases(lifetime.together([lifetime.Bought(1, 1, 9)] * 99))
    with pytest.raises(Refused, match="数据太少"):
        lifetime.fit_purchases(lifetime.together([lifetime.Bought(0, 0, 9)] * 300))
    with pytest.raises(Refused, match="数据太少"):
        lifetime.fit_spend(lifetime.together([lifetime.Bought(0, 0, 9)]))


SERIES = [D(x) for x in (100, 120, 110, 130, 150, 140)]


def test_T_H11_forecasts():
    """H-32: four ways of carrying on six months."""
    assert forecasting.moving_mean(SERIES) == 140
    assert round(forecasting.smoothed(SERIES), 2) == D("129.38")
    assert round(forecasting.holt(SERIES), 2) == D("162.32")
    assert round(forecasting.line(SERIES), 2) == D("156.00")


def test_the_way_that_erred_least_is_chosen():
    """H-32: rolling origin over the last three points; thin, zero and falling series."""
    found = forecasting.forecast([D(10 * n) for n in range(1, 9)])
    assert found.method in (Method.LINE, Method.HOLT) and found.values == (90,)
    assert found.error == 0 and found.is_share
    zeros = forecasting.forecast([D(0)] * 6)
    assert zeros.values == (0,) and zeros.error == 0 and not zeros.is_share
    falling = forecasting.forecast([D(x) for x in (90, 60, 30, 0)], ahead=2)
    assert min(falling.values) >= 0
    year = [D(x) for x in (10, 20, 90, 40, 5, 6, 7, 8, 70, 10, 11, 12)]
    assert forecasting.forecast(year * 3).method == Method.SEASON
    assert forecasting.forecast(year * 3, ahead=13).values[0::12] == (10, 10)


def test_thin_series():
    """H-32: fewer than three points: the last, with a warning; none for none."""
    assert forecasting.forecast([]) is None
    found = forecasting.forecast([D(4), D(-6)], ahead=2)
    assert (found.method, found.values, found.is_thin) == (Method.LAST, (0, 0), True)
    assert forecasting.forecast([D(3), D(3), D(3)]).values == (3,)
