"""Whale curve, concentration, profit matrix, products (T-H5 … T-H8)."""

from decimal import Decimal

import numpy as np
import pytest

from maizi.customers.terms import ValueClass
from maizi.insight.rules import best, columns, products, profit
from maizi.insight.terms import Potential, Profitability

pytestmark = pytest.mark.once
D = Decimal


def money(*values):
    return [D(one) for one in values]


def whale(*yuan: int):
    return columns.whale(np.array(yuan, np.int64) * 100)


def near(value, digits):
    return round(value, digits)


def test_T_H5_products():
    """H-10 … H-14: margin, turnover, cross ratio, contribution, share of the gross profit."""
    stocks = [products.average_inventory([(D(a), D(b))]) for a, b in
              ((20000, 30000), (10000, 14000), (5000, 5000))]  # fmt: skip
    sold = ((100000, 70000), (60000, 48000), (40000, 36000))
    rows = products.measure([
        products.Turnover(n, D(s), D(c), stock)
        for n, ((s, c), stock) in enumerate(zip(sold, stocks, strict=True))
    ])  # fmt: skip
    assert [row.margin for row in rows] == money("0.3", "0.2", "0.1")
    assert [row.turns for row in rows] == money(4, 5, 8)
    assert [row.turns_by_cost for row in rows] == money("2.8", "4.0", "7.2")
    assert [row.cross for row in rows] == money("1.20", "1.00", "0.80")
    assert [row.share for row in rows] == money("0.5", "0.3", "0.2")
    assert [row.contribution for row in rows] == money("0.15", "0.06", "0.02")
    assert [near(row.profit_share, 4) for row in rows] == money("0.6522", "0.2609", "0.0870")
    assert sum(row.contribution for row in rows) == D("0.23")
    assert rows[0].days(365) == D("91.25")


def test_nothing_sold_or_kept_has_no_ratio():
    """0.3, H-10, H-12, §P (o): NULL, never 0, never infinity."""
    row, = products.measure([products.Turnover(1, D(-5), D(0))])  # fmt: skip
    assert (row.margin, row.turns, row.cross, row.share, row.profit_share) == (None,) * 5
    assert row.days(365) is None and products.average_inventory([]) is None
    assert products.measure([]) == []


def test_T_H6_whale_curve():
    """H-20: the first fifth brings 123.08 %, the peak is 176.92 % at ranks 5 and 6."""
    found = whale(500, 300, 200, 100, 50, 0, -50, -100, -150, -200)
    assert found.total_yuan == 650
    assert near(found.top_share, 4) == D("1.2308") and found.is_flagged
    assert near(found.peak_share, 4) == D("1.7692") and found.peak_ranks == (5, 6)
    assert (found.losing, found.lost_yuan) == (4, 500)


def test_a_whale_without_profit_has_no_shares():
    """H-20: a total of 0 or less: amounts only."""
    found = whale(10, -10)
    assert found.top_share is None and found.peak_share is None and not found.is_flagged
    assert found.share(1) is found.share(2) is None
    assert whale() is None
    assert whale(7).top_share == 1


def test_T_H7_concentration():
    """H-20: Gini 0.612, HHI 0.25312; NULL without a positive sum."""
    amounts = money(500, 300, 200, 100, 50, 40, 30, 20, 10, 0)
    assert near(profit.gini(amounts), 3) == D("0.612")
    assert near(profit.hhi(amounts), 5) == D("0.25312")
    for nothing in ([], money(0, 0), money(5, -1)):
        assert profit.gini(nothing) is None
    assert profit.hhi(money(0, -2)) is None and profit.gini(money(4, 4)) == 0


def test_T_H8_matrix_gives_the_labels_of_the_source():
    """H-21, Q-5: rows and columns are labelled as in S001."""
    cells = {
        ("A", "P1"): D(50), ("A", "P2"): D(20), ("A", "P4"): D(10), ("B", "P1"): D(30),
        ("B", "P3"): D(-30), ("C", "P1"): D(20), ("C", "P3"): D(-40), ("C", "P4"): D(-10),
    }  # fmt: skip
    assert profit.labels(cells, 1) == {
        "P1": (100, Profitability.HIGH), "P2": (20, Profitability.PROFIT),
        "P3": (-70, Profitability.LOSS), "P4": (0, Profitability.NOTHING),
    }  # fmt: skip
    assert profit.labels(cells, 0) == {
        "A": (80, Profitability.HIGH), "B": (0, Profitability.NOTHING),
        "C": (-30, Profitability.LOSS),
    }  # fmt: skip
    assert [profit.sign(D(x)) for x in ("1", "-1", "0.005")] == ["+", "−", ""]
    assert profit.sign(None) == ""


def test_shares_are_of_the_positives_when_something_is_negative():
    """H-34: returns in a later period may make a customer negative."""
    assert profit.cumulative(money(60, 40, -50)) == money("0.6", "1", "0.5")
    assert profit.cumulative(money(-1)) == [None]
    assert profit.reached(money(60, 40, 1), D("0.8")) == 2
    assert profit.reached(money(0), D("0.8")) is None


def test_who_cannot_profit_is_named_with_a_suggestion():
    """H-33: small, two years of losses, low potential; a person decides."""
    row = best.Standing(ValueClass.D, Potential.LOW, (D(-5), D(-1)), D(10), D(15))
    assert best.cannot_profit(row) and best.suggest(row) == best.LESS_SERVICE
    good = best.Standing(ValueClass.D, Potential.LOW, (D(-5), D(1)), D(-1), D(4))
    assert not best.cannot_profit(good) and best.suggest(good) == best.RAISE
    assert best.suggest(best.Standing(ValueClass.D, Potential.LOW, (D(-9), D(-9)), D(1), D(9))) == (
        best.SELF_SERVICE
    )
    assert best.suggest(best.Standing(ValueClass.D, Potential.LOW, (D(-9), D(-9)), D(0), D(9))) == (
        best.LET_GO
    )


def test_costly_customers():
    """H-22: more than twice the median of service ÷ sales, or a loss."""
    sales, profits = dict.fromkeys(range(5), D(100)), dict.fromkeys(range(5), D(1))
    served = {0: D(1), 1: D(1), 2: D(1), 3: D(2), 4: D(3)}
    assert best.costly(sales, served, profits) == [4]
    assert best.costly(sales, {}, profits | {2: D(-1)}) == [2]
    assert best.costly({}, {}, {}) == []
    assert best.largest({1: D(5), 2: D(9), 3: D(-1), 4: D(9)}) == [2, 4, 1]
