"""Ids are ordered by time, unique between threads, and say when they were given out."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from maizi.kernel import ids

pytestmark = pytest.mark.once


def test_ids_fit_63_bits_for_seventy_years():
    last = (2**41 - 1) << ids.RANDOM_BITS | (ids.MOST_AT_ONCE - 1)
    assert last < 2**63
    assert ids.moment_of(last).year == 2094


def test_ids_grow_strictly():
    given = [ids.new_id() for _ in range(5_000)]
    assert all(earlier < later for earlier, later in zip(given, given[1:], strict=False))


def test_threads_never_get_the_same_id():
    with ThreadPoolExecutor(8) as pool:
        blocks = pool.map(lambda _: [ids.new_id() for _ in range(1_000)], range(8))
    given = [id_ for block in blocks for id_ in block]
    assert len(set(given)) == 8_000


def test_a_block_is_consecutive_and_later_ids_come_after_it():
    block = ids.new_ids(1_000)
    assert list(block) == list(range(block[0], block[0] + 1_000))
    assert ids.new_id() > block[-1]


def test_an_empty_block_is_empty():
    assert list(ids.new_ids(0)) == []


@pytest.mark.parametrize("count", [-1, ids.MOST_AT_ONCE + 1])
def test_a_block_has_a_limit(count):
    with pytest.raises(ValueError, match="are possible"):
        ids.new_ids(count)


def test_ids_grow_even_when_the_clock_is_set_back(monkeypatch):
    before = ids.new_id()
    past = time.time_ns() - 3_600 * 10**9
    monkeypatch.setattr(ids.time, "time_ns", lambda: past)
    assert ids.new_id() == before + 1


def test_the_moment_of_an_id_is_now():
    lag = datetime.now(UTC) - ids.moment_of(ids.new_id())
    assert abs(lag) < timedelta(seconds=5)


def test_two_computers_draw_different_ids_in_the_same_millisecond(monkeypatch):
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_800_000_000 * 10**9)
    drawn = set()
    for _ in range(50):
        monkeypatch.setattr(ids, "_last", 0)
        drawn.add(ids.new_id())
    assert len(drawn) > 45
