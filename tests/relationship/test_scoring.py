"""The nine indicators, their weights, the score and its band (L-12): facts in, points out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.relationship.rules import scoring
from maizi.relationship.terms import Band, Indicator

D = Decimal
USUAL = dict(zip(Indicator, (20, 15, 10, 15, 10, 10, 10, 5, 5), strict=True))
CUTS = (80, 60, 40)
YUAN = st.integers(0, 10**9).map(lambda cents: D(cents) / 100)
POINTS = st.none() | st.integers(0, 10_000).map(lambda cents: D(cents) / 100)
VALUES = st.fixed_dictionaries(dict.fromkeys(Indicator, POINTS))
WEIGHTS = st.fixed_dictionaries(dict.fromkeys(Indicator, st.integers(0, 100)))


def test_the_usual_weights_make_up_a_hundred():
    assert sum(USUAL.values()) == 100 and len(Indicator) == 9


@given(WEIGHTS, VALUES)
def test_weights_make_up_a_hundred_whatever_is_unknown(weights, values):
    """What is unknown weighs nothing, its weight goes to the others by proportion."""
    spread = scoring.spread_weights(weights, values)
    counted = [one for one in Indicator if values[one] is not None and weights[one]]
    assert sum(spread.values()) == (100 if counted else 0)
    assert all(spread[one] == 0 for one in Indicator if one not in counted)
    assert all(share >= 0 for share in spread.values())


@given(WEIGHTS, VALUES, st.sampled_from(list(Indicator)), POINTS)
def test_the_score_never_falls_when_one_indicator_rises(weights, values, one, more):
    """Monotone in each of the nine, and between 0 and 100."""
    before = scoring.score_of(weights, values)
    if values[one] is None or more is None or more < values[one]:
        return
    after = scoring.score_of(weights, values | {one: more})
    assert (before is None and after is None) or 0 <= before <= after <= 100


@given(VALUES)
def test_the_score_is_the_sum_of_what_each_line_adds(values):
    spread, score = scoring.spread_weights(USUAL, values), scoring.score_of(USUAL, values)
    if score is None:
        assert not any(spread.values())
        return
    added = sum((values[one] or 0) * spread[one] / 100 for one in Indicator)
    assert abs(added - score) <= D("0.1")


def test_unknown_is_shared_and_nothing_is_no_score():
    values = dict.fromkeys(Indicator) | {Indicator.SALES: D(90), Indicator.SHARE: D(60)}
    assert scoring.spread_weights(USUAL, values)[Indicator.SALES] == D("66.67")
    assert scoring.score_of(USUAL, values) == D("80.00")
    assert scoring.score_of(USUAL, dict.fromkeys(Indicator)) is None


@pytest.mark.parametrize(
    ("score", "band"),
    [("100", Band.A), ("80", Band.A), ("79.99", Band.B), ("60", Band.B), ("59.99", Band.C),
     ("40", Band.C), ("39.99", Band.D), ("0", Band.D)],
)  # fmt: skip
def test_bands(score, band):
    assert scoring.band_of(D(score), CUTS) == band


def test_no_score_no_band():
    assert scoring.band_of(None, CUTS) is None


@given(YUAN, YUAN, YUAN, st.integers(28, 366))
def test_more_sales_never_score_less(now, more, before, days):
    part = D(days) / D("365.25")
    low, high = (
        scoring.sales_points(amount, before, year_part=part, full_yuan=D(100_000))
        for amount in sorted((now, more))
    )
    assert 0 <= low <= high <= 100


@pytest.mark.parametrize(
    ("now", "before", "full", "points"),
    [
        (100, 100, 200, 50),  # half the full amount, no growth: both halves at 50
        (150, 100, 200, D("87.5")),  # three quarters, growth by half
        (50, 100, 200, D("12.5")),  # a quarter, a loss of half
        (100, 0, 200, 50),  # nothing to compare with
        (100, 100, None, 50),  # no measure of how much is much
        (0, 100, 200, 0),
        (0, 0, None, 0),
    ],
)
def test_sales_and_growth(now, before, full, points):
    found = scoring.sales_points(
        D(now), D(before), year_part=D(1), full_yuan=D(full) if full else None
    )
    assert found == points


@given(YUAN, YUAN, YUAN)
def test_a_dearer_purchase_never_scores_more(net, cost, dearer):
    low, high = (scoring.profit_points(net, one, full=D("0.3")) for one in
                 sorted((cost, dearer), reverse=True))  # fmt: skip
    assert (net == 0 and low is None and high is None) or 0 <= low <= high <= 100


def test_profit_payment_share_and_years():
    assert scoring.profit_points(D(100), D(85), full=D("0.30")) == 50
    assert scoring.profit_points(D(100), D(150), full=D("0.30")) == 0
    assert scoring.profit_points(D(0), D(0), full=D("0.30")) is None
    assert scoring.payment_points(None, "") is None
    assert scoring.payment_points(D("0.9"), "") == 90
    assert scoring.payment_points(D("0.9"), "c") == 70
    assert scoring.share_points(None) is None and scoring.share_points(D("1.2")) == 100
    assert scoring.years_points(None, 0, 0) is None
    assert scoring.years_points(D("2.5"), 0, 0) == 50
    assert scoring.years_points(D(6), 1, 4) == D("62.5")


def test_satisfaction_contacts_referrals_complaints():
    assert scoring.satisfaction_points([], [], None) is None
    assert scoring.satisfaction_points([5, 3], [], None) == 75
    assert scoring.satisfaction_points([5], [True, False], 8) == (100 + 50 + 80) / D(3)
    often = {"months": D(6), "full": D(2)}
    assert scoring.contact_points(6, has_people=False, leaning=None, **often) == 50
    assert scoring.contact_points(6, has_people=True, leaning=None, **often) == 25
    assert scoring.contact_points(12, has_people=True, leaning=2, **often) == 100
    assert scoring.contact_points(0, has_people=True, leaning=-2, **often) == 0
    assert scoring.referral_points(0, is_joint=False) == 0
    assert scoring.referral_points(1, is_joint=True) == 100
    assert scoring.complaint_points(0, 0, 0, 0) is None
    assert scoring.complaint_points(2, 1, 0, 0) == 50
    assert scoring.complaint_points(2, 2, 1, 2) == 75


@given(st.integers(0, 100), st.integers(0, 100), st.sampled_from([None, -2, -1, 0, 1, 2]))
def test_more_contacts_never_score_less(few, many, leaning):
    low, high = (
        scoring.contact_points(n, months=D(3), full=D(2), has_people=True, leaning=leaning)
        for n in sorted((few, many))
    )
    assert 0 <= low <= high <= 100
