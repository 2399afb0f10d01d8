"""Statistics of satisfaction: the vectors T-G1 … T-G12 and what must hold for any number."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from maizi.kernel.errors import Refused
from maizi.satisfaction.rules import (
    discriminant,
    factors,
    reliability,
)
from maizi.satisfaction.terms import Fitness

pytestmark = pytest.mark.once

FIVE = [(4, 5, 4), (3, 3, 4), (5, 5, 5), (2, 3, 2), (4, 4, 3)]
R = [[1, 0.7, 0.6, 0.2], [0.7, 1, 0.65, 0.25], [0.6, 0.65, 1, 0.3], [0.2, 0.25, 0.3, 1]]
TABLE = [(7, 5, 9), (8, 6, 3), (9, 9, 6), (6, 8, 7)]
G8 = (0.336146, 0.369403, 0.294451)
MARKS = st.integers(1, 5)
ANSWERS = st.integers(3, 25).flatmap(
    lambda n: st.lists(st.tuples(MARKS, MARKS, MARKS), min_size=n, max_size=n)
)


def near(value, places=4):
    return pytest.approx(value, abs=0.6 * 10**-places)


# Reliability and correlations


def test_reliability():
    """T-G1."""
    assert reliability.cronbach(FIVE) == near(0.9130)
    assert len(reliability.without_each(FIVE)) == 3


@pytest.mark.parametrize("rows", [[], [(4, 5)], [(4,), (5,)], [(4, 4), (4, 4)], [(1, 5), (5, 1)]])
def test_reliability_is_undefined(rows):
    """G-3: too few answers or items, or sums that never change."""
    assert reliability.cronbach(rows) is None


@given(ANSWERS)
def test_reliability_does_not_mind_order_or_shift(rows):
    """G-3: α is the same in any order of answers and with every mark one higher."""
    first = reliability.cronbach(rows)
    again = reliability.cronbach([[m + 1 for m in row] for row in reversed(rows)])
    assert first == (None if again is None else pytest.approx(again)) and (first or 0) <= 1


@given(ANSWERS, st.data())
def test_correlations_are_those_of_scipy(rows, chosen):
    """G-3: Pearson and Spearman with their probabilities."""
    overall = chosen.draw(st.lists(MARKS, min_size=len(rows), max_size=len(rows)))
    found = reliability.related(rows, overall)
    for item, one in zip(zip(*rows, strict=True), found, strict=True):
        if len(set(item)) == 1 or len(set(overall)) == 1:
            assert one == reliability.Related(None, None, None, None, False)
            continue
        pearson, spearman = stats.pearsonr(item, overall), stats.spearmanr(item, overall)
        assert (one.r, one.p) == pytest.approx((pearson[0], pearson[1]), abs=1e-7)
        assert (one.rho, one.rho_p) == pytest.approx((spearman[0], spearman[1]), abs=1e-7)
        assert one.is_kept == (abs(one.r) >= 0.3 and one.p < 0.05)


def test_pairs_that_ask_the_same():
    """G-3: |r| > 0.85 suggests a merge, the closest first; a constant column is in none."""
    rows = [(1, 1, 3, 5, 2), (2, 2, 3, 4, 2), (3, 3, 3, 2, 3), (5, 5, 3, 1, 4)]
    r = reliability.correlations(rows)
    assert r[0][2] is None and r[0][1] == pytest.approx(1)
    pairs = reliability.to_merge(r)
    assert pairs[0] == (0, 1) and (0, 2) not in pairs
    assert reliability.correlations([(1, 2)]) == [[None, None], [None, None]]
    with pytest.raises(ValueError):
        reliability.related(rows, [1, 2])


@pytest.mark.parametrize(
    ("complete", "items", "is_enough"), [(100, 8, True), (99, 8, False), (149, 30, False),
                                         (150, 30, True)],
)  # fmt: skip
def test_how_many_answers_are_enough(complete, items, is_enough):
    """G-3: at least max(100, 5 × items)."""
    assert reliability.enough_answers(complete, items, least=100) == is_enough


# Factors


def test_factor_analysis_of_the_vector():
    """T-G2."""
    found = factors.bartlett(R, 100)
    assert (found.determinant, found.degrees) == (near(0.2474), 6)
    assert found.chi2 == near(135.252, 3) and found.p == pytest.approx(1.0e-26, rel=0.05)
    fit = factors.kmo(R)
    assert fit.whole == near(0.7400) and fit.fitness == Fitness.FAIR
    assert fit.each == pytest.approx((0.7294, 0.7038, 0.7776, 0.8303), abs=6e-5)
    assert factors.may_factor(fit, found) and not factors.may_factor(fit, found, least=0.8)
    made = factors.factors_of(R)
    assert made.eigenvalues == pytest.approx((2.4316, 0.8806, 0.3962, 0.2916), abs=6e-5)
    assert made.explained == near(0.6079) and made.is_enough
    assert made.home == (0, 0, 0, None) and len(made.loadings[0]) == 1


@pytest.mark.parametrize(
    ("r", "code"),
    [([[1, 1], [1, 1]], "singular"), ([[1, math.nan], [math.nan, 1]], "flat"), ([[1]], "size"),
     ([[1, 0.5], [0.5, 1], [0, 0]], "size")],
)  # fmt: skip
def test_matrices_that_stop_with_a_message(r, code):
    """G-3: singular R, constant columns, too few items."""
    for act in (factors.kmo, factors.factors_of, lambda one: factors.bartlett(one, 50)):
        with pytest.raises(Refused) as stopped:
            act(r)
        assert stopped.value.code == code
    with pytest.raises(ValueError):
        factors.kmo([[1, 0.5], [0.2, 1]])


def test_items_that_have_nothing_in_common():
    """G-3: no correlation at all is unfit, and never divides by zero."""
    fit = factors.kmo(np.eye(3))
    assert fit.whole == 0 and fit.each == (0, 0, 0) and fit.fitness == Fitness.UNFIT
    assert not factors.bartlett(np.eye(3), 50).is_related


@pytest.mark.parametrize(
    ("value", "word"),
    [(0.9, Fitness.VERY_GOOD), (0.89, Fitness.GOOD), (0.7, Fitness.FAIR), (0.6, Fitness.POOR),
     (0.55, Fitness.DOUBTFUL), (0.49, Fitness.UNFIT)],
)  # fmt: skip
def test_how_kmo_is_read(value, word):
    assert factors.fitness_of(value) == word


def test_rotation_finds_two_groups():
    """G-3: varimax on items made of two things gives each its own factor, and keeps lengths."""
    rng = np.random.default_rng(7)
    one, two = rng.normal(size=(2, 400))
    x = np.column_stack([one, one, one, two, two, two]) + 0.5 * rng.normal(size=(400, 6))
    r = np.corrcoef(x, rowvar=False)
    made = factors.factors_of(r)
    assert made.home[:3] == (made.home[0],) * 3 and made.home[3:] == (made.home[3],) * 3
    assert made.home[0] != made.home[3] and made.is_enough
    values, vectors = np.linalg.eigh(r)
    before = (vectors[:, -2:] ** 2 * values[-2:]).sum(axis=1)
    assert (np.array(made.loadings) ** 2).sum(axis=1) == pytest.approx(before)


def test_items_without_a_home():
    """G-3: loading ≥0.5 without cross-loading ≥0.4."""
    assert factors.homes_of([(0.5, 0.39), (0.5, 0.4), (0.49, 0.1), (-0.8, 0.1)]) == (
        0, None, None, 0,
    )  # fmt: skip


def test_wilks_of_the_vector():
    """T-G3."""
    found = discriminant.tells_apart([(8, 7, 9, 8, 7), (5, 6, 4, 6, 5)])
    assert (found.wilks, found.f) == (near(0.2489), near(24.143, 3))
    assert (found.between, found.within, found.is_kept) == (1, 8, True)


def test_wilks_at_its_edges():
    """G-3: one group, no answer to spare, equal scores; groups that never meet."""
    for groups in ([(1, 2, 3)], [(1,), (2,)], [(3, 3), (3, 3)], [(1, 2), ()]):
        assert discriminant.tells_apart(groups) is None
    found = discriminant.tells_apart([(5, 5), (1, 1)])
    assert (found.wilks, found.p, found.is_kept) == (0, 0, True)


@given(st.lists(MARKS, min_size=2, max_size=15), st.lists(MARKS, min_size=2, max_size=15))
def test_wilks_is_one_way_variance(a, b):
    """G-3: with one item it is the F test of analysis of variance."""
    found = discriminant.tells_apart([a, b])
    assume(found is not None and 0 < found.wilks < 1 - 1e-9)  # equal means: nothing but rounding
    f, p = stats.f_oneway(a, b)
    assert (found.f, found.p) == pytest.approx((f, p), rel=1e-6, abs=1e-9)
