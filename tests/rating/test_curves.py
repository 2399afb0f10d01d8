"""AUC, KS, confusion and migration: by hand, and as scikit-learn counts them."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix, roc_auc_score, roc_curve

from maizi.rating.rules import curves
from maizi.rating.rules.curves import Case
from maizi.rating.rules.days import months_from

D = Decimal


def test_a_small_portfolio_by_hand():
    """D-2: four customers; the one that did not pay has the second lowest score."""
    cases = [Case(D(s), bad, g) for s, bad, g in [
        (50, False, "d"), (60, True, "c"), (80, False, "b"), (90, False, "a")]]  # fmt: skip
    points = curves.curve(cases)
    assert round(curves.area(points), 6) == round(D(2) / 3, 6)
    gap, at = curves.widest(points)
    assert round(gap, 6) == round(D(2) / 3, 6) and at == 60
    assert [(b.count, b.bad) for b in curves.bands(cases, "abcd")] == [
        (1, 0), (1, 0), (1, 1), (1, 0)]  # fmt: skip
    told = curves.confusion(cases, "d")
    assert (told.bad_refused, told.bad_passed, told.good_refused, told.good_passed) == (0, 1, 1, 2)
    assert told.caught == 0 and round(told.turned_away, 4) == D("0.3333")


def test_undefined_without_both_kinds():
    assert curves.curve([Case(D(1), False)]) == []
    assert curves.area([]) is None and curves.widest([]) is None
    assert curves.confusion([], "d").caught is None


def test_migration_counts_neighbours():
    assert curves.migration([["b", "a"], ["b", "c", "c"]], "abcd") == [
        [0, 0, 0, 0], [1, 0, 1, 0], [0, 0, 1, 0], [0, 0, 0, 0]]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=2, max_size=60))
def test_as_scikit_learn_counts(rows):
    """D-2, issue 6.8: the same AUC, KS and confusion table on any rows, ties included."""
    bad = [is_bad for _, is_bad in rows]
    points = curves.curve([Case(D(score), is_bad) for score, is_bad in rows])
    if len(set(bad)) < 2:
        assert points == []
        return
    risk = [-score for score, _ in rows]
    assert abs(float(curves.area(points)) - roc_auc_score(bad, risk)) < 1e-9
    false, true, _ = roc_curve(bad, risk)
    assert abs(float(curves.widest(points)[0]) - max(0, (true - false).max())) < 1e-9
    told = curves.confusion([Case(D(s), b, "d" if s < 6 else "a") for s, b in rows], "d")
    table = confusion_matrix(bad, [s < 6 for s, _ in rows], labels=[True, False]).tolist()
    assert table == [[told.bad_refused, told.bad_passed], [told.good_refused, told.good_passed]]


def test_months_are_counted_as_people_do():
    assert months_from(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert months_from(date(2024, 2, 29), -12) == date(2023, 2, 28)
