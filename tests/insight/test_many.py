"""What is said of years of many customers is what is said of one (H-22, H-30, H-31, H-33)."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.insight.rules import best, columns, keeping, lifetime, years
from maizi.insight.terms import Potential

pytestmark = pytest.mark.once
D = Decimal
CENTS = st.integers(-300, 300) | st.sampled_from([0, 100, 200])
BOUGHT = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1_001, 1_900), st.integers(0, 99_999)), min_size=1,
    max_size=40, unique_by=lambda row: row[:2],
).map(sorted)  # fmt: skip


def column(values):
    return np.array(values, np.int64)


def known(cents) -> dict[int, Decimal]:
    return {place: D(one).scaleb(-2) for place, one in enumerate(cents)}


def each_of(rows):
    """(customer, its days with what it bought on each)."""
    for customer, group in groupby(rows, key=lambda row: row[0]):
        yield customer, [(date.fromordinal(day), D(cents).scaleb(-2)) for _one, day, cents in group]


@given(st.lists(st.tuples(CENTS, st.integers(0, 300), CENTS), max_size=30))
def test_who_costs_too_much(rows):
    """H-22: twice the median is not more than twice the median, whatever a float says."""
    sales, served, profits = (column([row[n] for row in rows]) for n in range(3))
    told = np.flatnonzero(years.costly(sales, served, profits)).tolist()
    assert told == best.costly(*map(known, (sales.tolist(), served.tolist(), profits.tolist())))


def test_exactly_twice_the_median_is_not_costly():
    """H-22: 2 ÷ 3 against 1 ÷ 3, which no decimal and no float can hold."""
    sales, served = column([300, 300, 300]), column([100, 100, 200])
    assert not years.costly(sales, served, sales).any()
    assert best.costly(*map(known, (sales.tolist(), served.tolist(), sales.tolist()))) == []
    assert years.costly(sales, served + [0, 0, 1], sales).tolist() == [False, False, True]


@given(st.lists(CENTS, max_size=30))
def test_who_is_largest(cents):
    found = years.largest(np.arange(len(cents)), column(cents))
    assert found.tolist() == best.largest(known(cents))


@given(st.lists(st.tuples(CENTS, CENTS, CENTS, st.integers(0, 300), st.integers(0, 3),
                          st.integers(0, 2)), max_size=30))  # fmt: skip
def test_who_cannot_be_profitable(rows):
    """H-33."""
    now, before, gross, served, classes, potentials = (
        column([row[n] for row in rows]) for n in range(6)
    )
    named = years.cannot_profit(classes, potentials, (now, before))
    told = years.suggestions(gross, served)
    for n, row in enumerate(rows):
        one = best.Standing(
            columns.CLASSES[row[4]], list(Potential)[row[5]], tuple(known(row[:2]).values()),
            *known(row[2:4]).values(),
        )  # fmt: skip
        assert named[n] == best.cannot_profit(one)
        assert years.SUGGESTIONS[told[n]] == best.suggest(one)


@given(BOUGHT, st.integers(1, 4))
def test_the_last_year_before_it_was_lost(rows, k):
    """H-22: the last active twelve months of who is lost."""
    bounds = keeping.Leaving(k, 60, 100)
    ids, lost_on, cents = years.last_years(
        column(rows).T,
        lambda middles: columns.by_gap(middles, lambda own: keeping.lost_after(own, bounds)),
    )
    assert len(ids) == len(dict(each_of(rows)))
    for place, (customer, days) in enumerate(each_of(rows)):
        last, own = days[-1][0], keeping.gaps([day for day, _amount in days])
        first = last - timedelta(365)
        assert ids[place] == customer
        assert lost_on[place] == last.toordinal() + keeping.lost_after(own, bounds)
        assert D(int(cents[place])).scaleb(-2) == sum(one for day, one in days if day > first)


@given(BOUGHT)
def test_what_the_model_wants_to_know(rows):
    """H-31."""
    ids, *each = years.bought(column(rows).T, 1_901)
    many, fit = lifetime.Bought(*each), lifetime.Fit(0.243, 4.414, 0.793, 2.426)
    alive, times = lifetime.alive(fit, many), lifetime.expected(fit, many, 52)
    spend = lifetime.Spend(6.2496, 3.7442, 15.4435)
    for place, (customer, days) in enumerate(each_of(rows)):
        first, last = days[0][0], days[-1][0]
        later = [float(amount) for _day, amount in days[1:]]
        mean = sum(later) / len(later) if later else 0.0
        one = lifetime.Bought(len(later), (last - first).days / 7,
                              (date.fromordinal(1_901) - first).days / 7, mean)  # fmt: skip
        assert ids[place] == customer
        assert [float(column_[place]) for column_ in each] == pytest.approx(
            [one.repeats, one.last, one.age, one.mean]
        )
        assert alive[place] == pytest.approx(lifetime.alive(fit, one))
        assert times[place] == pytest.approx(lifetime.expected(fit, one, 52))
        told = lifetime.expected_spend(spend, many)[place]
        assert told == pytest.approx(lifetime.expected_spend(spend, one))
