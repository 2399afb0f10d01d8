"""Forty registrations at once from eight processes: reached once, the total right (B-11)."""

from collections import Counter
from decimal import Decimal

from .lives import EACH, JOINERS, PIECES

ALL = JOINERS * EACH * PIECES


def joined(gathering, life: str, label: str) -> Counter:
    """What everybody was answered."""
    gathering.wait([gathering.bear(f"{life} {label} {number}") for number in range(JOINERS)])
    return Counter(word for word, *_ in gathering.acks())


def test_the_threshold_is_reached_once_at_the_right_total(gathering):
    answers, verdict = joined(gathering, "joiner", "同时"), gathering.verdict("同时")
    assert verdict["state"] == "reached" and verdict["reached"] == 1
    assert Decimal(verdict["kept"]) == Decimal(verdict["counted"]) == ALL
    assert verdict["participants"] == JOINERS * EACH
    assert sorted(map(Decimal, verdict["turns"])) == [PIECES * n for n in range(1, 41)]
    # 14 saw 100.00 (up to 98), 14 saw 92.00 (105 to 196), 12 saw 88.00 (203 to 280)
    assert answers == {"100": 14, "92": 14, "88": 12}


def test_one_customer_gets_in_once(gathering):
    answers, verdict = joined(gathering, "same", "抢一个"), gathering.verdict("抢一个")
    assert answers == {"in": 1, "twice": JOINERS * EACH - 1}
    assert Decimal(verdict["kept"]) == PIECES


def test_reading_first_and_writing_then_loses_registrations(gathering):
    """The control, on both databases: the total is written without a lock."""
    joined(gathering, "careless_joiner", "粗心")
    verdict = gathering.verdict("粗心")
    assert Decimal(verdict["kept"]) < Decimal(verdict["counted"]) == ALL
