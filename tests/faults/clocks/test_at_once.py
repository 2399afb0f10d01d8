"""Several processes let the same clocks go on, or are killed at it (0.6; TRUST I13, D1, D10)."""

import logging
import random
import time
from collections import Counter

from .lives import CLOCKS, FACTS

log = logging.getLogger(__name__)
WORKERS = 3
TOLD = "clocks_clockevent WHERE step IN ('warned', 'breached')"
SEED = random.SystemRandom().randrange(10**6)


def told(plant) -> Counter:
    """How often each fact of each clock was announced."""
    return Counter(plant.acks_at.read_text().splitlines()) if plant.acks_at.exists() else Counter()


def count(plant, rows: str) -> int:
    return plant.ask(f"SELECT count(*) FROM {rows}")[0][0]


def test_each_fact_is_told_by_exactly_one(plant):
    plant.wait([plant.bear("advancer") for _ in range(WORKERS)])
    found = told(plant)
    assert (plant.folder / "errors").read_text() == ""
    assert len(found) == CLOCKS * FACTS and set(found.values()) == {1}
    assert count(plant, TOLD) == CLOCKS * FACTS
    assert count(plant, "clocks_clock WHERE breached_at IS NULL OR next_at IS NOT NULL") == 0


def test_looking_first_and_writing_then_tells_twice(plant):
    """The control."""
    plant.wait([plant.bear("careless_advancer") for _ in range(WORKERS)])
    twice = sum(times > 1 for times in told(plant).values())
    log.info("%s of %s told twice", twice, CLOCKS * FACTS)
    assert twice > 0


def test_a_whole_worker_under_a_clock_that_jumps_and_after_a_day_of_standing_still(plant):
    """D10: an hour's deadline; half past, a day back, right again; then off for a day and on."""
    plant.live("begin_now")
    half, all_ = CLOCKS, CLOCKS * FACTS
    plant.live(f"bent_worker 31 {half},-1440 {half},32 {half}")
    assert count(plant, TOLD) == half
    plant.live(f"bent_worker 1440 {all_},-525600 {all_},1441 {all_}")
    assert count(plant, TOLD) == all_
    told_late = plant.ask(
        "SELECT count(*) FROM clocks_clockevent e JOIN clocks_clock c ON c.id = e.clock_id"
        " WHERE e.step = 'breached' AND (e.at <> c.due_at OR e.recorded_at <= e.at)"
    )
    assert told_late == [(0,)], "each breach stands at its deadline, told when the worker was back"
    assert count(plant, "jobs_job WHERE state = 'failed'") == 0
    assert (plant.folder / "errors").read_text() == ""


def test_killed_in_the_middle_nothing_is_lost_or_told_again(plant):
    chance = random.Random(SEED)
    log.info("seed %s", SEED)
    pids, until = [plant.bear("advancer") for _ in range(WORKERS)], time.monotonic() + 30
    while count(plant, TOLD) < CLOCKS:
        assert time.monotonic() < until, "nothing gets done"
        time.sleep(0.01)
    plant.kill(pids, chance)
    between = count(plant, TOLD)
    assert between < CLOCKS * FACTS, "killed too late to prove anything"
    plant.live("advancer")
    assert count(plant, TOLD) == CLOCKS * FACTS
    assert set(told(plant).values()) == {1}
