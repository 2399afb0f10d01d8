"""Writers of stock killed with SIGKILL at random moments (T-1.3, I-6)."""

import logging
import random
import time

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
CYCLES, MOST_CYCLES, ACKS, WRITERS = 8, 30, 60, 3


def acked(room) -> set[int]:
    return {int(word) for (word,) in room.acks()}


def kill_in_the_middle(room, life: str, chance: random.Random) -> None:
    """Let writers acknowledge some more and live a moment longer; SIGKILL all."""
    enough = len(acked(room)) + chance.randint(2, 8)
    pids = [room.bear(f"{life} {number}") for number in range(WRITERS)]
    until = time.monotonic() + 60
    while len(acked(room)) < enough:
        assert time.monotonic() < until, "nothing gets done"
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.1))
    room.kill(pids, chance)


def test_what_was_acknowledged_is_in_the_books_and_they_agree(room):
    chance, cycles = random.Random(SEED), 0
    room.live("fill 机油")
    while cycles < CYCLES or len(acked(room)) < ACKS:
        cycles += 1
        kill_in_the_middle(room, "writer 机油", chance)
    verdict = room.verdict("机油")
    log.info("seed %s: %s cycles, %s acknowledged", SEED, cycles, len(acked(room)))
    assert acked(room) <= set(verdict["documents"]), f"seed {SEED}: documents are lost"
    assert verdict["flaws"] == [] and verdict["below"] == 0, f"seed {SEED}"
    assert verdict["history"] == [], f"seed {SEED}"


def test_a_balance_written_by_itself_fails_the_same_test(room):
    """The control: movement and balance in two transactions."""
    chance = random.Random(SEED)
    room.live("fill 脂")
    for cycle in range(1, MOST_CYCLES):
        kill_in_the_middle(room, "hasty_writer 脂", chance)
        if room.verdict("脂")["flaws"]:
            log.info("seed %s: shown after %s cycles", SEED, cycle)
            return
    raise AssertionError(f"seed {SEED}: the test would not notice")
