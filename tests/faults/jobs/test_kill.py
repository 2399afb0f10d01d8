"""Workers and writers killed with SIGKILL at random moments (TRUST I8, D7; issue 2 part 9)."""

import logging
import os
import random
import signal
import time

import pytest

from .lives import BATCHES, LINES

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
INTERRUPTED = "jobs_job WHERE claims > 1"
TWICE = "(SELECT 1 FROM posted GROUP BY number, batch, line HAVING count(*) > 1) AS t"
FORSAKEN = "ordered WHERE number NOT IN (SELECT number FROM posted)"


def count(plant, rows: str) -> int:
    return plant.ask(f"SELECT count(*) FROM {rows}")[0][0]


def acked(plant) -> list[int]:
    return plant.acked() if plant.acks_at.exists() else []


def kill_in_the_middle(plant, lives: list[str], chance: random.Random) -> None:
    """Let processes live until some more lines are posted and a moment longer; SIGKILL all.

    By work done, not by time: a busy machine makes the test slower, not emptier.
    """
    enough = count(plant, "posted") + chance.randint(3, 24)
    pids, until = [plant.bear(life) for life in lives], time.monotonic() + 30
    while count(plant, "posted") < enough:
        assert time.monotonic() < until, "nothing gets done"
        time.sleep(0.02)
    time.sleep(chance.uniform(0, 0.15))
    for pid in chance.sample(pids, len(pids)):
        os.kill(pid, signal.SIGKILL)


def test_what_was_acknowledged_is_done_exactly_once(plant):
    chance, kills = random.Random(SEED), 0
    while kills < 16 or len(acked(plant)) < 80 or count(plant, INTERRUPTED) < 8:
        kills += 1
        assert kills < 60, "too little is interrupted to prove anything"
        kill_in_the_middle(plant, ["worker", "worker", "writer faults.post"], chance)
    plant.settle(seconds=180)

    safe = acked(plant)
    ordered = {number for (number,) in plant.ask("SELECT number FROM ordered")}
    posted = plant.ask("SELECT number, batch, line FROM posted ORDER BY 1, 2, 3")
    due = [(n, b, i) for n in sorted(ordered) for b in range(BATCHES) for i in range(LINES)]
    interrupted = count(plant, INTERRUPTED)
    told = f"seed {SEED}: {kills} kills, {len(safe)} orders, {interrupted} jobs interrupted"
    log.info(told)
    assert set(safe) <= ordered, f"{told}: acknowledged orders are lost"
    assert posted == due, f"{told}: a batch is missing or there twice"
    assert {state for (state,) in plant.ask("SELECT DISTINCT state FROM jobs_job")} == {"done"}


@pytest.mark.parametrize(
    ("kind", "fault"),
    [("faults.late", FORSAKEN), ("faults.forgetful", TWICE)],
    ids=["asked after the commit", "remembered after the commit"],
)
def test_the_wrong_way_fails_the_same_test(plant, kind, fault):
    chance, kills = random.Random(SEED), 0
    while not kills or not count(plant, fault):
        assert kills < 60, f"seed {SEED}: the test would not notice {kind}"
        for _ in range(4):
            kill_in_the_middle(plant, ["worker", f"writer {kind}"], chance)
        kills += 4
        plant.settle(seconds=180)
    log.info("seed %s: %s shown after %s kills", SEED, kind, kills)
