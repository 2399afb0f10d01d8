"""Eight processes take numbers at once, and a third of what they do comes to nothing (0.6)."""

import logging
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.plant import Plant
from tests.ground import HOME

from .lives import HELD_SECONDS, ROUNDS, TAKERS

log = logging.getLogger(__name__)


@pytest.fixture(scope="module")
def standing_press():
    made = Plant(Path(tempfile.mkdtemp(dir=HOME)), "tests.faults.numbers.lives")
    yield made
    made.close()


@pytest.fixture
def press(standing_press):
    standing_press.ask("DELETE FROM fields_numberblock")
    standing_press.ask("DELETE FROM fields_numbersequence")
    standing_press.acks_at.unlink(missing_ok=True)
    return standing_press


def acks(press) -> list[tuple[str, str]]:
    return [tuple(line.split()) for line in press.acks_at.read_text().splitlines()]


def race(press, life: str, code: str) -> list[str]:
    """The numbers that ended on a document."""
    press.wait([press.bear(f"{life} {code} {number}") for number in range(TAKERS)])
    return [no for _, no in acks(press)]


def runs_on(numbers: list[str]) -> bool:
    """Whether they are 1, 2, 3 … without a gap."""
    found = sorted(int(no.partition("-")[2]) for no in numbers)
    return found == list(range(1, len(found) + 1))


def test_numbers_that_must_run_on_do(press):
    numbers = race(press, "taker", "gapless")
    assert len(numbers) == TAKERS * ROUNDS * 2 // 3, "somebody met an error"
    assert len(set(numbers)) == len(numbers) and runs_on(numbers)


def test_a_number_taken_before_its_transaction_leaves_a_gap(press):
    """The control."""
    numbers = race(press, "hasty_taker", "gapless")
    assert len(set(numbers)) == len(numbers) and not runs_on(numbers)


def test_fast_numbers_never_come_twice(press):
    numbers = race(press, "taker", "fast")
    assert len(numbers) == TAKERS * ROUNDS * 2 // 3, "somebody met an error"
    assert len(set(numbers)) == len(numbers)
    assert max(numbers) < "F2026-000600", "blocks are given back to be used on"


def test_looking_first_and_counting_then_numbers_twice(press):
    """The control, on both databases."""
    numbers = race(press, "careless_taker", "none")
    log.info("%s twice", len(numbers) - len(set(numbers)))
    assert len(set(numbers)) < len(numbers)


@pytest.mark.parametrize("code", ["fast", "gapless"])
def test_only_numbers_without_gaps_wait_for_each_other(press, code):
    """SQLite lets one write after the other anyway: there both wait."""
    press.live(f"impatient {code}")
    slow = press.bear(f"holder {code}")
    until = time.monotonic() + 10
    while "held" not in Counter(word for word, _ in acks(press)):
        assert time.monotonic() < until
        time.sleep(0.02)
    press.live(f"impatient {code}")
    press.wait([slow])
    waited = [float(word[7:]) for word, _ in acks(press) if word.startswith("waited")][-1]
    is_waiting = press.is_sqlite or code == "gapless"
    assert (waited > HELD_SECONDS / 3) == is_waiting, waited
    numbers = [no for _, no in acks(press)]
    assert len(set(numbers)) == len(numbers)
