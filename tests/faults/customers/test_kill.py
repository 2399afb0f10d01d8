"""Writers of customers killed with SIGKILL at random moments (TRUST I4, I7, I10, D3)."""

import logging
import random
import time

import pytest

from .test_at_once import numbered_without_gap

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
CYCLES, MOST_CYCLES, ACKS = 15, 40, 100
WRITERS = 3


def acked(archive) -> set[int]:
    return {int(number) for (number,) in archive.acks()}


def kill_in_the_middle(archive, life: str, chance: random.Random) -> None:
    """Let writers acknowledge some more and live a moment longer; SIGKILL all.

    By work done, not by time: a busy machine makes the test slower, not emptier.
    """
    enough = len(acked(archive)) + chance.randint(2, 12)
    pids, until = [archive.bear(life) for _ in range(WRITERS)], time.monotonic() + 30
    while len(acked(archive)) < enough:
        assert time.monotonic() < until, "nothing gets done"
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.1))
    archive.kill(pids, chance)


def test_what_was_acknowledged_is_whole(archive):
    chance, cycles = random.Random(SEED), 0
    while cycles < CYCLES or len(acked(archive)) < ACKS:
        cycles += 1
        kill_in_the_middle(archive, "writer 华宁", chance)
    verdict = archive.verdict("华宁")
    written = set(verdict["written"])
    log.info("seed %s: %s cycles, %s acknowledged", SEED, cycles, len(acked(archive)))
    assert acked(archive) <= written, f"seed {SEED}: acknowledged customers are lost"
    assert verdict["flaws"] == [], f"seed {SEED}"
    assert verdict["untold"] == verdict["unfound"] == 0, f"seed {SEED}: a customer is half there"
    assert numbered_without_gap(verdict["numbers"])
    contacts = "SELECT count(*) FROM customers_contact WHERE customer_id = %s"
    for customer in list(acked(archive))[:20]:
        assert archive.ask(contacts % customer) == [(1,)]


@pytest.mark.parametrize(
    ("life", "is_caught"),
    [
        ("hasty_writer 急", lambda a: acked(a) - set(a.verdict("急")["written"])),
        ("forgetful_writer 忘", lambda a: a.verdict("忘")["untold"]),
    ],
    ids=["acknowledged before the commit", "recorded after the commit"],
)
def test_the_wrong_way_fails_the_same_test(archive, life, is_caught):
    chance = random.Random(SEED)
    for cycle in range(1, MOST_CYCLES):
        kill_in_the_middle(archive, life, chance)
        if is_caught(archive):
            log.info("seed %s: %s shown after %s cycles", SEED, life, cycle)
            return
    raise AssertionError(f"seed {SEED}: the test would not notice {life}")
