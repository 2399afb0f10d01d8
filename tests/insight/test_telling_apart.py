"""RFM, classes by amount, potential: the vectors of the specification (T-H1 … T-H4)."""

from decimal import Decimal

import pytest

from maizi.customers.terms import ValueClass
from maizi.insight.rules import classes, rfm
from maizi.insight.terms import Potential, Segment

pytestmark = pytest.mark.once
D = Decimal
SHARES = (D("0.01"), D("0.05"), D("0.20"))

BUYERS = [
    (2, 12, 48000), (10, 5, 9000), (30, 8, 26000), (30, 2, 1500), (76, 5, 30000),
    (121, 1, 800), (181, 3, 12000), (263, 9, 52000), (326, 1, 800), (364, 4, 6000),
]  # fmt: skip
SCORED = "555 533 444 422 334 311 223 255 111 132".split()
SEGMENTS = [
    "重要价值", "一般价值", "重要价值", "一般发展", "重要保持", "一般挽留", "一般挽留", "重要保持",
    "一般挽留", "一般保持",
]  # fmt: skip


def buyers(rows):
    return [rfm.Buyer(n, r, f, D(m)) for n, (r, f, m) in enumerate(rows, 1)]


def test_T_H1_scores_and_segments():
    """H-1: ten customers, scores safe against ties, high above the mean."""
    rows = rfm.score_buyers(buyers(BUYERS))
    assert [row.cell for row in rows] == SCORED
    assert [row.segment.label for row in rows] == [f"{name}客户" for name in SEGMENTS]
    assert rfm.means(rows) == (D("3.0"), D("2.9"), D("3.0"))


def test_all_equal_customers_stand_in_the_middle_and_nobody_is_scored_for_nobody():
    """H-1: all equal → 3; without buyers nothing, and no mean."""
    rows = rfm.score_buyers(buyers([(5, 1, 0)] * 7))
    assert {row.cell for row in rows} == {"333"}
    assert {row.segment for row in rows} == {Segment.PLAIN_RESCUE}
    assert rfm.score_buyers([]) == [] and rfm.means([]) is None
    assert rfm.score_buyers(buyers([(5, 1, -9)]))[0].cell == "333"


def test_a_fixed_bound_and_the_other_convention_are_options():
    """H-1: fixed ≥ 4; quintile bounds as the R package has them."""
    rows = rfm.score_buyers(buyers(BUYERS), fixed=4)
    assert [row.segment for row in rows[:2]] == [Segment.VALUE, Segment.PLAIN_GROW]
    assert rfm.quantile_scores([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == [1, 1, 1, 2, 2, 3, 3, 4, 4, 5]
    assert rfm.quantile_scores([7, 7, 7]) == [1, 1, 1]


def counts(amounts) -> list[int]:
    found = classes.classify(dict(enumerate(map(D, amounts))), SHARES)
    return [found.count(one) for one in ValueClass]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1000, [10, 40, 150, 800]), (200, [2, 8, 30, 160]), (50, [1, 2, 7, 40]), (1, [1, 0, 0, 0])],
)
def test_T_H2_counts_of_classes(count, expected):
    """H-2, Q-7: the first 10, 40 and 150 of a thousand."""
    assert counts(range(1, count + 1)) == expected


def test_T_H3_ties_go_up_and_losses_are_small_customers():
    """H-2: forty customers with ties at every bound."""
    amounts = [1000, 900, 900, *[500] * 3, 400, 300, 200, 100, *[50] * 20, *[0] * 5, *[-30] * 5]
    assert counts(amounts) == [1, 2, 5, 32]


def test_equal_amounts_are_not_told_apart():
    """H-2, §P (p): twenty equal ones are ordinary, and it is said; nothing for nobody."""
    found = classes.classify(dict.fromkeys(range(20), D(500)), SHARES)
    assert found.count(ValueClass.C) == 20 and found.is_undifferentiated
    assert classes.classify({}, SHARES).classes == {}
    assert counts([0] * 4) == [0, 0, 0, 4] and counts([-5]) == [0, 0, 0, 1]


def test_cumulative_variant():
    """H-2: the published 75/20/5 variant."""
    found = classes.classify_by_sum(
        dict(enumerate(map(D, (60, 20, 15, 4, 1, 0, -3)))), (D("0.75"), D("0.95"))
    )
    assert "".join(found.classes.values()) == "aabccdd"
    assert set(classes.classify_by_sum({1: D(0)}, (D("0.75"),)).classes.values()) == {ValueClass.D}


@pytest.mark.parametrize(
    ("now", "last", "share", "rating", "points", "potential"),
    [
        (120, 100, "0.3", 4, 71, Potential.HIGH), (0, 0, None, None, 50, Potential.MIDDLE),
        (50, 0, "0.1", 5, 96, Potential.HIGH), (40, 100, "0.9", 2, 9, Potential.LOW),
    ],
)  # fmt: skip
def test_T_H4_potential(now, last, share, rating, points, potential):
    """H-3: growth, open share and rating; unknown counts half."""
    facts = classes.Prospects(D(now), D(last), share and D(share), rating and D(rating))
    assert classes.potential_points(facts) == points
    assert classes.potential_of(points) is potential


def test_every_cell_has_a_strategy():
    """H-3: twelve cells, twelve texts."""
    texts = {classes.strategy(a, b) for a in ValueClass for b in Potential}
    assert len(texts) == 12
    assert classes.growth(D(5), D(0)) is None
