"""Imports and their undo killed with SIGKILL at random moments (TRUST I9, D8; issue 2 part 6)."""

import logging
import random
import time

from .lives import ROWS

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
KILLS = 12
NEW = "customers_customer WHERE import_id IS NOT NULL"
PEOPLE = "customers_contact WHERE import_id IS NOT NULL"
TWICE = f"(SELECT 1 FROM {NEW} GROUP BY name HAVING count(*) > 1) AS t"
UNFOUND = f"{NEW} AND id NOT IN (SELECT id FROM search_searchentry)"
OPEN = "jobs_job WHERE state IN ('waiting', 'running')"


def count(plant, rows: str) -> int:
    return plant.ask(f"SELECT count(*) FROM {rows}")[0][0]


def kill_in_the_middle(plant, life: str, rows: str, chance: random.Random) -> None:
    """Let a worker change some more rows and live a moment longer; SIGKILL it."""
    before, enough = count(plant, rows), chance.randint(1, 60)
    pid, until = plant.bear(life), time.monotonic() + 60
    while abs(count(plant, rows) - before) < enough and count(plant, OPEN):
        assert time.monotonic() < until, "nothing gets done"
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.05))
    plant.kill([pid], chance)
    plant.wait([pid])


def test_every_row_once_and_the_undo_leaves_nothing(plant):
    chance = random.Random(SEED)
    plant.live("people 华宁")
    kills = 0
    while count(plant, OPEN) and kills < KILLS:
        kill_in_the_middle(plant, "worker", NEW, chance)
        kills += 1
    plant.settle(seconds=180)
    log.info("seed %s: %s kills", SEED, kills)
    told = f"seed {SEED}"
    assert count(plant, NEW) == ROWS * 4 // 5, told
    assert count(plant, PEOPLE) == ROWS and count(plant, TWICE) == 0, told
    assert count(plant, UNFOUND) == 0, f"{told}: a customer is not found"
    counts = "state, added, joined, refused, row_count"
    run = plant.ask(f"SELECT {counts} FROM kit_importrun ORDER BY id DESC LIMIT 1")
    assert run == [("done", ROWS * 4 // 5, ROWS // 5, 0, ROWS)], told
    history = "history_historyentry WHERE chain LIKE 'import-%' AND kind LIKE 'customers.%'"
    assert count(plant, history) == ROWS * 4 // 5 + ROWS, told
    plant.live("undo 华宁")
    for _ in range(KILLS // 2):
        if count(plant, OPEN):
            kill_in_the_middle(plant, "worker", NEW, chance)
    plant.settle(seconds=180)
    assert count(plant, NEW) == count(plant, PEOPLE) == 0, told
    assert plant.ask("SELECT state, kept FROM kit_importrun") == [("undone", 0)], told


def test_the_wrong_way_fails_the_same_test(plant):
    """A kill may miss the moment between two steps in one import; it does not in five."""
    chance, kills = random.Random(SEED), 0
    for label in ("小象", "大象", "白象", "灰象", "老象"):
        plant.live(f"names {label}")
        while count(plant, OPEN) and not count(plant, TWICE):
            assert kills < 60, f"seed {SEED}: the test would not notice"
            kill_in_the_middle(plant, "careless_worker", NEW, chance)
            kills += 1
        if count(plant, TWICE):
            break
    assert count(plant, TWICE), f"seed {SEED}: the test would not notice"
    log.info("seed %s: shown after %s kills", SEED, kills)
