"""Workers and writers killed with SIGKILL at random moments (TRUST I8, D7; issue 2 part 9)."""

import logging
import random

import pytest

from .lives import BATCHES, LINES

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
KILLS = 16
WAYS = "SELECT count(*) FROM"
TWICE = f"{WAYS} (SELECT 1 FROM posted GROUP BY number, batch, line HAVING count(*) > 1) AS t"
FORSAKEN = f"{WAYS} ordered WHERE number NOT IN (SELECT number FROM posted)"


def count(plant, statement: str) -> int:
    return plant.ask(statement)[0][0]


def test_what_was_acknowledged_is_done_exactly_once(plant):
    chance = random.Random(SEED)
    plant.kill_again_and_again(["worker", "writer faults.post"], times=KILLS, chance=chance)
    plant.settle()

    acked = plant.acked()
    ordered = {number for (number,) in plant.ask("SELECT number FROM ordered")}
    posted = plant.ask("SELECT number, batch, line FROM posted ORDER BY 1, 2, 3")
    due = [(n, b, i) for n in sorted(ordered) for b in range(BATCHES) for i in range(LINES)]
    assert set(acked) <= ordered, f"seed {SEED}: acknowledged orders are lost"
    assert posted == due, f"seed {SEED}: a batch is missing or there twice"
    assert {s for (s,) in plant.ask("SELECT DISTINCT state FROM jobs_job")} == {"done"}

    interrupted = count(plant, f"{WAYS} jobs_job WHERE claims > 1")
    log.info("seed %s: %s acknowledged, %s interrupted", SEED, len(acked), interrupted)
    assert len(acked) >= 80 and interrupted >= 5, "too little work to prove anything"


@pytest.mark.parametrize(
    ("kind", "fault"),
    [("faults.late", FORSAKEN), ("faults.forgetful", TWICE)],
    ids=["asked after the commit", "remembered after the commit"],
)
def test_the_wrong_way_fails_the_same_test(plant, kind, fault):
    chance, rounds = random.Random(SEED), 0
    while not count(plant, fault) or kind == "faults.late" and rounds == 0:
        rounds += 1
        assert rounds <= 15, f"seed {SEED}: the test would not notice {kind}"
        plant.kill_again_and_again(["worker", f"writer {kind}"], times=3, chance=chance)
        plant.settle()
    log.info("seed %s: %s shown after %s kills", SEED, kind, rounds * 3)
