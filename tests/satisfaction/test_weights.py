"""Weights, indices, gaps, word of mouth: T-G4 … T-G12 and what must hold for any number."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.kernel.errors import Refused
from maizi.satisfaction.rules import (
    ahp,
    gaps,
    index,
    reach,
    weighting,
)
from maizi.satisfaction.terms import GapType, Mood

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


@pytest.mark.parametrize(
    ("matrix", "weights", "root", "ratio"),
    [
        ([[1, 2, 4], [1 / 2, 1, 3], [1 / 4, 1 / 3, 1]], (0.558425, 0.319618, 0.121957),
         3.018295, 0.01577),
        ([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]], (0.636986, 0.258285, 0.104729),
         None, 0.03320),
        ([[1, 1 / 2, 4, 3, 3], [2, 1, 7, 5, 5], [1 / 4, 1 / 7, 1, 1 / 2, 1 / 3],
          [1 / 3, 1 / 5, 2, 1, 1], [1 / 3, 1 / 5, 3, 1, 1]],
         (0.263603, 0.475835, 0.053815, 0.098068, 0.108678), 5.072084, 0.01609),
    ],
)  # fmt: skip
def test_judgements_of_the_vectors(matrix, weights, root, ratio):
    """T-G4, T-G5, T-G6."""
    found = ahp.judge(matrix)
    assert found.weights == pytest.approx(weights, abs=6e-7)
    assert found.ratio == near(ratio, 5) and found.is_accepted()
    assert root is None or found.root == near(root, 6)


def test_a_circle_is_refused_with_its_triple():
    """T-G7."""
    found = ahp.judge([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]])
    assert found.ratio == near(6.13, 2) and not found.is_accepted() and found.triple == (0, 1, 2)


def test_the_triple_is_the_worst_of_all():
    """G-4: of a consistent matrix none; with one judgement turned, one that contains it."""
    weights = (0.4, 0.3, 0.2, 0.1)
    matrix = [[a / b for b in weights] for a in weights]
    assert ahp.judge(matrix).triple is None and ahp.judge(matrix).ratio == pytest.approx(0)
    matrix[1][3], matrix[3][1] = 1 / 9, 9
    triple = ahp.judge(matrix).triple
    assert {1, 3} <= set(triple)


def test_one_or_two_are_always_consistent():
    """G-4: n ≤ 2 → CR = 0."""
    assert ahp.judge([[1]]).ratio == 0 and ahp.judge([[1]]).weights == (1,)
    found = ahp.judge([[1, 9], [1 / 9, 1]])
    assert found.ratio == 0 and found.weights == pytest.approx((0.9, 0.1)) and not found.triple


@pytest.mark.parametrize(
    ("matrix", "code"),
    [([[1, 10], [0.1, 1]], "scale"), ([[1, 2], [2, 1]], "reciprocal"), ([], "size"),
     ([[1, 2]], "size"), (np.ones((11, 11)), "size"), ([[1, math.nan], [1, 1]], "scale")],
)  # fmt: skip
def test_judgements_that_are_none(matrix, code):
    with pytest.raises(Refused) as stopped:
        ahp.judge(matrix)
    assert stopped.value.code == code


def test_experts_together_are_the_geometric_mean():
    """G-4: one says 4, one says 1/4: both weigh the same."""
    whole = ahp.together([ahp.filled(2, {(0, 1): 4}), ahp.filled(2, {(0, 1): 1 / 4})])
    assert whole == [[1, 1], [1, 1]] and ahp.judge(whole).weights == (0.5, 0.5)
    for none in ([], [[[1]], [[1, 1], [1, 1]]]):
        with pytest.raises(Refused):
            ahp.together(none)


@given(st.lists(st.integers(1, 9), min_size=6, max_size=6), st.permutations(range(4)))
def test_weights_follow_the_order_of_things(upper, order):
    """G-4: Σ = 1, CR ≥ 0, and renaming things renames their weights."""
    cells = [(i, j) for i in range(4) for j in range(i + 1, 4)]
    matrix = ahp.filled(4, dict(zip(cells, upper, strict=True)))
    found = ahp.judge(matrix)
    assert sum(found.weights) == pytest.approx(1) and found.ratio >= 0
    turned = ahp.judge([[matrix[i][j] for j in order] for i in order])
    assert turned.weights == pytest.approx([found.weights[i] for i in order])


def test_points_of_experts():
    """G-4: the mean; a coefficient of variation above 0.25 asks for another round."""
    found = weighting.expert_points([(50, 30, 20), (50, 30, 20)])
    assert found.weights == (0.5, 0.3, 0.2) and not found.needs_round
    found = weighting.expert_points([(50, 30, 20), (20, 30, 50)])
    assert found.needs_round and found.variation[1] == 0
    assert weighting.expert_points([(100, 0)]).variation == (None, None)
    for wrong in ([], [(50, 40)], [(110, -10)]):
        with pytest.raises(Refused):
            weighting.expert_points(wrong)


def test_entropy_of_the_vector():
    """T-G8."""
    found = weighting.entropy_weights(TABLE)
    assert found.entropy == pytest.approx((0.729574, 0.702820, 0.763117), abs=6e-7)
    assert found.weights == pytest.approx(G8, abs=6e-7)


def test_entropy_at_its_edges():
    """G-4: constant columns weigh nothing, all constant weigh the same, one answer is refused."""
    assert weighting.entropy_weights([(1, 5), (2, 5), (4, 5)]).weights == (1, 0)
    assert weighting.entropy_weights([(5, 5), (5, 5)]).weights == (0.5, 0.5)
    with pytest.raises(Refused, match="两份"):
        weighting.entropy_weights([(5, 4)])
    turned = [(10 - a, b, c) for a, b, c in TABLE]
    assert weighting.entropy_weights(turned, [0]).weights == pytest.approx(G8, abs=6e-7)


@given(ANSWERS)
def test_entropy_weights_are_weights(rows):
    found = weighting.entropy_weights(rows)
    assert sum(found.weights) == pytest.approx(1) and min(found.weights) >= 0
    assert all(0 <= one <= 1 for one in found.entropy)


def test_both_together():
    """T-G9."""
    a = (0.5, 0.3, 0.2)
    assert weighting.multiplied(a, G8) == pytest.approx((0.497576, 0.328082, 0.174343), abs=1e-6)
    assert weighting.blended(a, G8) == pytest.approx((0.418073, 0.334701, 0.247225), abs=1e-6)
    with pytest.raises(Refused, match="不能相乘"):
        weighting.multiplied((1, 0), (0, 1))
    with pytest.raises(Refused):
        weighting.blended(a, G8, 1.5)
    weighting.check_whole(a)
    for wrong in ((0.5, 0.4), (1.5, -0.5)):
        with pytest.raises(Refused, match="100%"):
            weighting.check_whole(wrong)


# Indices


def _leaf(weight, mark, k=5):
    return index.Node("题", weight, None if mark is None else index.points_of(mark, k))


def test_the_index_of_the_vector():
    """T-G10."""
    branches = [
        (0.4, [(0.6, 4.2), (0.4, 3.8)]), (0.35, [(0.5, 3.6), (0.5, 4.0)]), (0.25, [(1, 4.5)]),
    ]  # fmt: skip
    root = index.Node("总体", 1, None, tuple(
        index.Node(f"指标{at}", weight, None, tuple(_leaf(w, m) for w, m in leaves))
        for at, (weight, leaves) in enumerate(branches)
    ))  # fmt: skip
    assert [index.value_of(one) for one in root.children] == pytest.approx([76, 70, 87.5])
    assert index.value_of(root) == pytest.approx(76.775)
    assert index.values_below(root)["总体"] == pytest.approx(76.775)


def test_what_nobody_answered_weighs_nothing():
    """G-5: the mean over those who answered; nothing at all is None."""
    node = index.Node("指标", 1, None, (_leaf(0.5, 5), _leaf(0.5, None)))
    assert index.value_of(node) == 100
    assert index.value_of(index.Node("指标", 1, None, (_leaf(1, None),))) is None
    assert index.value_of(index.Node("空", 1)) is None


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(1, 5)), min_size=1, max_size=8))
def test_the_index_lies_between_its_items(items):
    total = sum(w for w, _m in items)
    leaves = tuple(_leaf(w / total, m) for w, m in items)
    value = index.value_of(index.Node("总", 1, None, leaves))
    assert min(x.value for x in leaves) - 1e-9 <= value <= max(x.value for x in leaves) + 1e-9


@pytest.mark.parametrize(("s", "k"), [(0, 5), (6, 5), (1, 1)])
def test_marks_outside_their_scale(s, k):
    with pytest.raises(ValueError):
        index.points_of(s, k)


def test_the_american_index():
    """T-G11."""
    marks = (8.2, 7.6, 7.1)
    assert index.acsi(marks) == near(73.704, 3)
    assert index.acsi(marks, (0.3885, 0.3190, 0.2925)) == near(74.298, 3)
    assert index.acsi((8, None, 7)) is None and index.acsi(()) is None
    with pytest.raises(Refused):
        index.acsi(marks, (0.5, 0.3, 0.1))


def test_whether_they_recommend_us():
    """T-G12: 30 % promoters, 20 % detractors → +10; nobody → None."""
    assert index.recommended({10: 2, 9: 1, 8: 3, 7: 2, 6: 1, 0: 1}).score == 10
    assert index.recommended({}).score is None


# Gaps and reach


@pytest.mark.parametrize(
    ("gap", "word"),
    [(-4, GapType.VERY_BAD), (-2, GapType.VERY_BAD), (-1.9, GapType.BAD), (-0.1, GapType.BAD),
     (0, GapType.MET), (0.1, GapType.HIGH), (1.9, GapType.HIGH), (2, GapType.DELIGHT)],
)  # fmt: skip
def test_types_of_gaps(gap, word):
    """G-6."""
    assert gaps.type_of(gap) == word


def test_matrix_of_gaps():
    """G-6: expectation high or low × perception high or low."""
    pairs = [(5, 5, 3), (5, 2, 2), (2, 4, 1), (3, 3, 1)]
    found = gaps.matrix_of([gaps.Pair(*one) for one in pairs])
    assert (found.high_high, found.high_low, found.low_high, found.low_low) == (3, 2, 1, 1)
    assert found.types[GapType.MET] == 4 and found.types[GapType.VERY_BAD] == 2
    assert found.n == 7 and found.mean_expected == pytest.approx(30 / 7)
    assert gaps.matrix_of([]).mean_felt is None


def test_how_far_word_goes():
    """G-7: Σ customers of a class × the mean its people told; nothing built in."""
    told = [(2, 9), (1, 5), (2, None), (3, 1), (5, 3), (4, 2)]
    found = {one.mood: one for one in reach.reach_of(
        [reach.Told(reach.mood_of(mark, 5), people) for mark, people in told]
    )}  # fmt: skip
    assert (found[Mood.NOT].customers, found[Mood.NOT].asked, found[Mood.NOT].mean) == (3, 2, 7)
    assert found[Mood.NOT].reached == 21 and found[Mood.VERY].reached == 5
    assert reach.whole_reach(found.values()) == 27
    silent = reach.reach_of([reach.Told(Mood.NOT, None)])
    assert silent[0].mean is None and reach.whole_reach(silent) is None
    assert reach.whole_reach([]) is None
