"""Decisions of spare parts: vectors of F-60 and T-F12, and what must hold for any number."""

import math
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from maizi.kernel.errors import Refused
from maizi.parts.rules import failing, intermittent, levels, measuring, moves, reckoning
from maizi.parts.terms import Basis, Method, PlanState

pytestmark = pytest.mark.once
D = Decimal


@pytest.mark.parametrize(
    ("demand", "level"),
    [(24, 32), (14.4, 21), (9.6, 15), (22.5, 31), (3.2, 6), (0.4, 2), (12, 18), (120, 138), (0, 0)],
)
def test_levels_of_the_vectors(demand, level):
    """T-F12."""
    assert levels.stock_level(demand) == level


def test_the_cdf_named_by_the_vector():
    """T-F12: λ = 3.2 with six pieces meets .9554 of all needs."""
    assert levels.met_at_once(6, 3.2) == pytest.approx(0.9554, abs=5e-5)
    assert levels.met_at_once(5, 3.2) < 0.95
    assert levels.met_at_once(0, 0) == 1 and levels.met_at_once(D(-1), 2) == 0


def test_base_times_probability_is_the_demand_and_pooling_saves():
    """T-F12: 2,000 units at 1.2 % need 32; as 1,200 and 800 they need 21 + 15."""
    seat = [failing.Seat(0, 0, 1, 0.012)]
    whole = failing.demands(seat, [[2000]], parts=1)
    apart = failing.demands(seat, [[1200, 800]], parts=1)
    assert whole[0, 0] == pytest.approx(24) and apart[0] == pytest.approx([14.4, 9.6])
    found = levels.pooling(apart[0])
    assert (found.apart, found.together, found.saved) == (36, 32, 4)
    second = failing.demands([failing.Seat(0, 0, 1, 0.009)], [[2500]], parts=1)
    assert levels.stock_level(second[0, 0]) == 31


def test_planned_sales_count_half_a_phase():
    """F-60: start + planned sales × 0.5."""
    assert failing.fleet_in_phase(2000, 1000) == 2500
    assert failing.fleet_in_phase(2000, 1000, sales_share=1) == 3000
    with pytest.raises(Refused):
        failing.fleet_in_phase(10, -21)


def test_probability_learns_from_repairs():
    """F-60: (200 × 1.2 % + failures) / (200 + exposed)."""
    told = failing.updated_probability(0.012, failures=30, exposed=2000, prior_weight=200)
    assert told == pytest.approx((2.4 + 30) / 2200)
    assert failing.updated_probability(0.012, failures=0, exposed=0, prior_weight=200) == 0.012
    for wrong in ({"failures": -1}, {"exposed": -1}, {"prior_weight": 0}):
        given_ = {"failures": 1, "exposed": 1, "prior_weight": 200} | wrong
        with pytest.raises(Refused):
            failing.updated_probability(0.1, **given_)


def test_several_models_and_pieces_add_up():
    """F-60: Σ over models of fleet × pieces × probability, part by part."""
    seats = [failing.Seat(0, 0, 2, 0.1), failing.Seat(0, 1, 1, 0.5), failing.Seat(1, 1, 4, 0.25)]
    found = failing.demands(seats, [[10, 20], [4, 0]], parts=3)
    assert found == pytest.approx(np.array([[4.0, 4.0], [4.0, 0.0], [0.0, 0.0]]))
    assert failing.demands([], [[1, 2]], parts=2).shape == (2, 2)


@settings(max_examples=200, deadline=None)
@given(st.floats(1e-6, 5000), st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.999]))
def test_a_level_is_the_smallest_that_suffices(demand, service):
    """F-60: CDF(k) ≥ level, CDF(k − 1) below it; the library's own quantile agrees."""
    found = levels.stock_level(demand, service_level=service)
    assert poisson.cdf(found, demand) >= service - 1e-12
    assert found == 0 or poisson.cdf(found - 1, demand) < service
    assert found == poisson.ppf(service, demand)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 200), min_size=1, max_size=8), st.floats(0.5, 0.999))
def test_a_common_store_lies_between_the_largest_and_all(demands, service):
    """T-F12: at least what the largest region keeps; the pieces of all meet the needs of all.

    Where regions keep none of a rare part, a common store may have to keep one: nothing is saved.
    """
    found = levels.pooling(demands, service_level=service)
    each = [levels.stock_level(one, service_level=service) for one in sorted(demands)]
    assert each == sorted(each) and found.together >= each[-1] and found.apart == sum(each)
    assert poisson.cdf(found.apart, sum(demands)) >= service ** len(demands) - 1e-12
    assert found.saved == max(0, found.apart - found.together)


def test_rare_parts_are_not_said_to_save():
    found = levels.pooling([0.05] * 8)
    assert (found.apart, found.together, found.saved) == (0, 2, 0)


def test_a_wish_that_cannot_be_is_refused():
    for level in (0.2, 1, 1.5):
        with pytest.raises(Refused, match="满足率"):
            levels.stock_level(5, service_level=level)
    with pytest.raises(Refused):
        levels.stock_level(-1)


def test_need_and_what_is_coming():
    """F-60: max(0, S − on hand − on order); what is coming goes where most is missing."""
    assert levels.need(32, D(10), D(5)) == 17 and levels.need(3, D(10)) == 0
    assert levels.spread(D(10), [D(8), D(4)]) == [D(7), D(3)]
    assert levels.spread(D(99), [D(8), D(4)]) == [D(8), D(4)]
    assert levels.spread(D(0), [D(8)]) == [D(0)] and levels.spread(D(3), [D(0)]) == [D(0)]


@given(st.integers(0, 60), st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_nobody_gets_more_than_he_misses(coming, missing):
    found = levels.spread(D(coming), [D(one) for one in missing])
    assert all(0 <= one <= want for one, want in zip(found, missing, strict=True))
    assert sum(found) == min(coming, sum(missing))


SERIES = [[0, 2, 0, 0, 3]]


def test_croston_sba_and_tsb_by_hand():
    """F-60: size 2 → 2.1, gap 2 → 2.1; TSB's chance .1, .09, .081, .1729."""
    assert intermittent.croston(SERIES)[0] == pytest.approx([0, 1, 1, 1, 1])
    assert intermittent.sba(SERIES)[0, -1] == pytest.approx(0.95)
    assert intermittent.tsb(SERIES)[0] == pytest.approx([0, 0.2, 0.18, 0.162, 2.1 * 0.1729])
    assert intermittent.smooth(SERIES)[0, -1] == pytest.approx(0.2 * 0.729 + 0.3)
    assert intermittent.croston([[3, 0, 0, 6]])[0, -1] == pytest.approx(3.3 / 1.2)


def plainly(series: list[float]) -> tuple[float, float]:
    """Croston and TSB once more, one number after the other."""
    size = gap = None
    since, chance = 1, float(series[0] > 0)
    for month, value in enumerate(series):
        if value > 0:
            size = value if size is None else size + 0.1 * (value - size)
            gap = since if gap is None else gap + 0.1 * (since - gap)
            since = 1
        else:
            since += 1
        if month:
            chance += 0.1 * ((value > 0) - chance)
    return (0.0, 0.0) if size is None else (size / gap, size * chance)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 0, 1, 2, 7.5]), min_size=1, max_size=40))
def test_many_at_once_are_as_one_at_a_time(series):
    """F-60: the array way is the plain way."""
    croston, tsb = plainly(series)
    both = [series, [0.0] * len(series)]
    assert intermittent.croston(both)[0, -1] == pytest.approx(croston)
    assert intermittent.tsb(both)[0, -1] == pytest.approx(tsb)
    assert intermittent.croston(both)[1, -1] == 0


def test_a_part_that_died_is_left_to_tsb():
    """F-60: Croston never hears of a death; the back-test does."""
    found = intermittent.choose([[4, 3, 5, 4, 4, 3, 5, 4, 4, 5] + [0] * 20])[0]
    assert found.method == Method.TSB and found.monthly < 0.7
    assert found.errors[Method.TSB] < found.errors[Method.CROSTON] and found.origins == 12
    assert found.errors[found.method] == min(found.errors.values())


def test_a_steady_rare_need_is_forecast_at_its_rate():
    found = intermittent.choose([[0, 0, 3] * 12])[0]
    assert found.monthly == pytest.approx(1, abs=0.25)


def test_a_short_history_gets_sba_untried():
    found = intermittent.choose([[0, 1, 0, 2]])[0]
    assert found.method == Method.SBA and not found.errors and found.origins == 0
    assert intermittent.choose([]) == []


def test_basis_and_share():
    """F-60: failures where they say anything, else the history; shares by what was used."""
    assert reckoning.basis_of("", has_rates=True, fails=3, used=9) == Basis.FAILURE
    assert reckoning.basis_of("", has_rates=True, fails=0, used=9) == Basis.HISTORY
    assert reckoning.basis_of("", has_rates=False, fails=0, used=9) == Basis.HISTORY
    assert reckoning.basis_of("history", has_rates=True, fails=3, used=9) == Basis.HISTORY
    assert reckoning.by_share(2, [3, 1], months=2) == [3, 1]
    assert reckoning.by_share(2, [0, 0], months=2) == [2, 2]


def test_all_at_once():
    """F-60, T-F12: one part by failures, one by history."""
    found = reckoning.reckon(
        [failing.Seat(0, 0, 1, 0.012)], fleet=[[1200, 800]], history=[[0, 0], [3.2, 0.4]],
        by_history=[False, True],
        service_level=0.95,
    )  # fmt: skip
    assert found.level.tolist() == [[21, 15], [6, 2]]
    assert found.apart.tolist() == [36, 8] and found.together[0] == 32


def test_waiting_is_measured():
    """F-60: median and p90 of those that waited; the share of repairs delayed; the fill rate."""
    start = datetime(2026, 3, 2, tzinfo=UTC)
    waits = [measuring.Mended(True, ((start, start + timedelta(days=d)),)) for d in (1, 2, 3, 10)]
    rest = [measuring.Mended(True)] * 4 + [measuring.Mended(False)] * 2
    found = measuring.waiting_of(waits + rest)
    assert (found.repairs, found.needing, found.delayed) == (10, 8, 4)
    assert found.fill_rate == 0.5 and found.delayed_share == 0.4
    assert found.median_days == 2.5 and found.p90_days == pytest.approx(7.9)
    none = measuring.waiting_of([])
    assert none.fill_rate is none.delayed_share is none.median_days is None
    twice = measuring.Mended(False, waits[0].waits + waits[1].waits)
    assert math.isclose(twice.waited_days, 3)


def test_what_fits_a_plan():
    """F-60: assumptions and experience stand in the material; drafts alone are changed."""
    moves.check_verb(PlanState.DRAFT, "submit", no="BJ1")
    for verb in ("edit", "compute", "submit"):
        with pytest.raises(Refused):
            moves.check_verb(PlanState.IN_FORCE, verb, no="BJ1")
    with pytest.raises(Refused):
        moves.check_verb(PlanState.APPROVED, "request", no="BJ1")
    for words, field in ((("", "有"), "assumptions"), (("有", " "), "experience")):
        with pytest.raises(Refused) as refused:
            moves.check_words(*words, lines=3)
        assert refused.value.field == field
    with pytest.raises(Refused):
        moves.check_words("有", "有", lines=0)
    day = start = datetime(2026, 1, 1, tzinfo=UTC).date()
    for until in (day, start + timedelta(800)):
        with pytest.raises(Refused):
            moves.check_span(start, until)
