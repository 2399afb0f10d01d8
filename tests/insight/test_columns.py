"""What is said of a column of customers is what is said of one; and how much of it is held."""

import os
import random
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.insight.queries import Line, moves
from maizi.insight.queries.columns import ByCustomer, amounts, blocks, whole_customers
from maizi.insight.queries.costs import _cost
from maizi.insight.queries.lines import Lines, Placed
from maizi.insight.rules import classes, columns, keeping, profit, rfm
from maizi.insight.terms import Risk
from maizi.kernel.money import yuan

pytestmark = pytest.mark.once
D = Decimal
CENTS = st.lists(st.integers(-5_000, 500_000) | st.sampled_from([0, 100, 250]), max_size=40)
SHARES = (D("0.01"), D("0.05"), D("0.2"))


def column(values):
    return np.array(values, np.int64)


def money_of(cents) -> list[Decimal]:
    return [D(one).scaleb(-2) for one in cents]


@given(CENTS)
def test_scores(cents):
    """H-1, both ways to score."""
    assert columns.scores(column(cents)).tolist() == (rfm.scores(money_of(cents)) if cents else [])
    by_quantiles = rfm.quantile_scores(money_of(cents)) if cents else []
    assert columns.quantile_scores(column(cents), 100).tolist() == by_quantiles
    whole = rfm.quantile_scores(cents) if cents else []
    assert columns.quantile_scores(column(cents)).tolist() == whole


@given(st.lists(st.tuples(st.integers(0, 365), st.integers(1, 9), st.integers(0, 90_000)),
                min_size=1, max_size=30), st.sampled_from([None, 4]))  # fmt: skip
def test_segments(rows, fixed):
    buyers = [rfm.Buyer(n, *one[:2], D(one[2]).scaleb(-2)) for n, one in enumerate(rows)]
    since, times, cents = map(column, zip(*rows, strict=True))
    marks = [columns.scores(one) for one in (-since, times, cents)]
    told = [columns.SEGMENTS[n] for n in columns.segments(marks, fixed)]
    assert told == [one.segment for one in rfm.score_buyers(buyers, fixed=fixed)]


@given(CENTS)
def test_value_classes(cents):
    """H-2: by shares of heads and of the amount."""
    known = dict(enumerate(money_of(cents)))
    places, is_undifferentiated = columns.value_classes(column(cents), SHARES)
    said = classes.classify(known, SHARES)
    assert [columns.CLASSES[n] for n in places] == list(said.classes.values())
    assert is_undifferentiated == said.is_undifferentiated
    for bounds in ((D("0.75"), D("0.95")), (D("0.55"), D("0.85"))):
        places = columns.value_classes_by_sum(np.arange(len(cents)), column(cents), bounds)
        told = {n: columns.CLASSES[place] for n, place in enumerate(places.tolist())}
        assert told == classes.classify_by_sum(known, bounds).classes


@given(st.lists(st.tuples(st.integers(-999, 99_999), st.integers(-999, 99_999),
                          st.none() | st.decimals(0, 1, places=2)), max_size=30))  # fmt: skip
def test_potential(rows):
    """H-3: points half up, also where the half is one of a fraction."""
    shares = {n: share for n, (_a, _b, share) in enumerate(rows) if share is not None}
    now, last = (column([row[n] for row in rows]) for n in (0, 1))
    points = columns.potential_points(now, last, shares)
    said = [classes.potential_points(classes.Prospects(*money_of(row[:2]), share=row[2]))
            for row in rows]  # fmt: skip
    assert points.tolist() == said
    told = [columns.POTENTIALS[n] for n in columns.potentials(points)]
    assert told == [classes.potential_of(one) for one in said]


def test_a_half_of_a_point_is_rounded_up():
    """(now − last) ÷ last = 0.0125 gives 50.5 points."""
    now, last = column([1_0125, 9_9875]), column([1_0000, 1_0000_0])
    assert columns.potential_points(now, last, {}).tolist()[0] == 51


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(-3, 3)), max_size=20))
def test_labels_of_the_matrix(cells):
    """H-21."""
    known = {(a, b): D(cents).scaleb(-2) for a, b, cents in cells}
    rows = [[v for (a, _b), v in known.items() if a == who] for who in {a for a, _b in known}]
    signs = [[profit.sign(v) for v in row] for row in rows]
    sums = [[int(sum(row) * 100) for row in rows], *([row.count(one) for row in signs]
            for one in "+−")]  # fmt: skip
    told = [columns.LABELS[n] for n in columns.labels(*map(column, sums))]
    assert told == [profit.label(row) for row in rows]


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 100)), max_size=30))
def test_cohorts(bought):
    """H-30."""
    first, start = date(2026, 1, 3), 2026 * 12
    days = sorted({(who, first + timedelta(day)) for who, day in bought})
    customers = column([who for who, _day in days])
    months = columns.months_of(column([day.toordinal() for _who, day in days]))
    assert months.tolist() == [day.year * 12 + day.month - 1 for _who, day in days]
    counts = columns.cohort_counts(customers, months, start, 12)
    by_customer = {
        who: {month for _who, month in rows}
        for who, rows in groupby(zip(customers.tolist(), months.tolist(), strict=True),
                                 key=lambda row: row[0])
    }  # fmt: skip
    assert columns.cohorts(counts, start, start + 4) == keeping.cohorts(by_customer, start + 4)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 400)), max_size=40, min_size=1),
       st.lists(st.tuples(st.booleans(), st.integers(-9, 99), st.integers(-9, 99)), min_size=4,
                max_size=4), st.integers(1, 4))  # fmt: skip
def test_risk(bought, told, k):
    """H-30: who is lost, and how near the others are to it."""
    rows, until = sorted(set(bought)), 420
    bounds = keeping.Leaving(k, 60, 100)
    ids, last, gaps = columns.middle_gaps([column(one) for one in zip(*rows, strict=True)])
    since = until - last
    lost = since >= columns.by_gap(gaps, lambda own: keeping.lost_after(own, bounds))
    has, *money = (np.array([told[n - 1][at] for n in ids.tolist()]) for at in range(3))
    places = columns.risks((since, gaps), has, money, bounds)
    for n, (who, group) in enumerate(groupby(rows, key=lambda row: row[0])):
        days = [date.fromordinal(day + 1) for _who, day in group]
        own, ago = keeping.gaps(days), until + 1 - days[-1].toordinal()
        assert (who, ago) == (ids[n], since[n]) and lost[n] == keeping.is_lost(ago, own, bounds)
        gap = keeping.expected_gap(own, bounds)
        assert gap == keeping.expected_gap(columns.gaps_of(int(gaps[n])), bounds)
        years = money_of(told[who - 1][1:])
        judged = keeping.judge(keeping.Signs(ago, gap, told[who - 1][0], None, *years))
        assert list(Risk)[places[n]] == judged.risk


@given(st.lists(st.tuples(st.integers(-(10**12), 10**12), st.decimals(0, 10**6, places=6)),
                max_size=20))  # fmt: skip
def test_the_cost_of_a_cell_is_rounded_as_money_is(cells):
    """H-20, 0.3: half up to the cent, also where a float cannot tell a half."""
    cells += [(5_000, D("0.01")), (-5_000, D("0.01")), (1, D("50.5")), (10**15, D("0.000005"))]
    each = [cost for _parts, cost in cells]
    found = _cost(column([parts for parts, _cost in cells]), np.arange(len(cells)), each)
    assert money_of(found.tolist()) == [yuan(D(parts).scaleb(-4) * cost) for parts, cost in cells]


@given(st.lists(st.integers(1, 6), max_size=40).map(sorted), st.integers(1, 9))
def test_no_customer_is_in_two_blocks(customers, size):
    rows = list(enumerate(customers))
    cut = list(whole_customers(blocks(((who, n) for n, who in rows), size=size)))
    assert [tuple(row) for block in cut for row in zip(*map(list, block), strict=True)] == [
        (who, n) for n, who in rows
    ]
    seen = [{*block[0].tolist()} for block in cut]
    assert not any(a & b for n, a in enumerate(seen) for b in seen[n + 1 :])


def test_columns_are_asked_like_a_dictionary():
    found = amounts(column([3, 7, 9]), column([105, -20, 0]))
    assert found == {3: D("1.05"), 7: D("-0.20"), 9: D(0)} and found != {3: D("1.05")}
    assert found.get(4) is None and 4 not in found and list(found) == [3, 7, 9]
    assert found.of(column([1, 7, 8, 9, 11])).tolist() == [0, -20, 0, 0, 0]
    empty = ByCustomer(column([]), column([]), made=int)
    assert not empty and empty.of(column([1])).tolist() == [0] and empty.get(1) is None


def lines() -> Lines:
    return Lines((column([5, 6, 7, 8]), column([0, 1, 0, 1]), column([100, 300, 200, 300])),
                 groups="ab", values=lambda n: [n])  # fmt: skip


def test_lines_are_made_when_they_are_looked_at():
    """By falling amount, then by number."""
    found = lines()
    assert [line.id for line in found] == [6, 8, 7, 5] and found[0] == Line(6, [1], "b", D(3))
    assert [line.id for line in found[::-1][:2]] == [5, 7] and found[1:2] == [found[1]]
    assert [line.id for line in found.of_group("a")] == [7, 5] and not found.of_group("c")
    assert found.sums() == (Counter(a=2, b=2), Counter(a=D(3), b=D(6)))
    assert found == lines() and found != list(found)[:2] and "Line(id=6" in repr(found)


def test_who_moved_where():
    before, now = Placed([(9, "x"), (6, "a"), (5, "a")]), Placed.of(lines())
    assert dict(now.pairs()) == {5: "a", 6: "b", 7: "a", 8: "b"}
    assert moves(before, now) == {("x", ""): 1, ("a", "a"): 1, ("a", "b"): 1, ("", "a"): 1,
                                  ("", "b"): 1}  # fmt: skip
    assert moves(Placed(), now) == {("", "a"): 2, ("", "b"): 2} and not Placed()
    assert Placed.of([Line(4, [], "q"), Line(None, [], "r")]) == {4: "q"}


MEASURE = """
import resource, sys
import django; django.setup()
from maizi.insight.queries import costs, facts, matrix, profits
customers, products = int(sys.argv[1]), 40
def goods(user, days):
    return ((n // products, n % products, 20_000, 1_000 + n % 999)
            for n in range(customers * products))
class Source:
    sold_products = staticmethod(lambda days: goods(None, days))
    returned_products = staticmethod(lambda days: iter(()))
facts.source = lambda user: Source
costs.unit_costs = lambda days: dict.fromkeys(range(products), costs.ZERO + 4)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
cells = matrix.Cells(costs.Sold(None, None))
assert len(cells.down) == customers and len(cells.across) == products
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def kilobytes(customers: int) -> int:
    """What the matrix of so many customers with forty products each takes, at most."""
    settings = os.environ | {"DJANGO_SETTINGS_MODULE": "maizi.site.settings"}
    told = subprocess.run([sys.executable, "-c", MEASURE, str(customers)], env=settings,
                          capture_output=True, text=True, check=True)  # fmt: skip
    return int(told.stdout)


def test_memory_does_not_grow_by_the_row():
    """A customer's forty cells take no more than its own numbers: 64 bytes each, not 16,000."""
    small, large = kilobytes(2_000), kilobytes(32_000)
    assert large - small < 30_000 * 300 / 1024 + 4_000, (small, large)


def test_a_large_column_says_the_same():
    """H-1, H-20."""
    dice = random.Random(3)
    cents = [dice.randrange(-10_000, 10**7) for _ in range(3_000)]
    assert columns.scores(column(cents)).tolist() == rfm.scores(money_of(cents))
    ranked = sorted(money_of(cents), reverse=True)
    curve = columns.whale(column(cents))
    assert curve.total_yuan == sum(ranked) and curve.top_count == 600
    assert curve.top_share == sum(ranked[:600]) / sum(ranked)
    assert curve.lost_yuan == -sum(one for one in ranked if one < 0)
