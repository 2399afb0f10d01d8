"""Sellers killed with SIGKILL while they confirm, send and invoice (T-1.3, I-4, D-30)."""

import logging
import random
import time

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
CYCLES, MOST_CYCLES, ACKS, SELLERS = 6, 30, 40, 3
SOUND = ("unheld", "miscounted", "torn", "stock", "history")


def kill_in_the_middle(market, life: str, chance: random.Random) -> None:
    """Let sellers acknowledge some more and live a moment longer; SIGKILL all."""
    enough = len(market.words()) + chance.randint(2, 8)
    pids = [market.bear(f"{life} {number}") for number in range(SELLERS)]
    until = time.monotonic() + 60
    while len(market.words()) < enough:
        assert time.monotonic() < until, "nothing gets done"
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.15))
    market.kill(pids, chance)


def test_what_was_confirmed_is_held_sent_and_invoiced_as_the_books_say(market):
    chance, cycles = random.Random(SEED), 0
    while cycles < CYCLES or len(market.words()) < ACKS:
        cycles += 1
        kill_in_the_middle(market, "seller", chance)
    verdict, words = market.verdict("all"), market.words()
    log.info("seed %s: %s cycles, %s acknowledged", SEED, cycles, len(words))
    assert all(word.isdigit() for word in words), f"seed {SEED}: {words}"
    assert {int(word) for word in words} <= set(verdict["confirmed"]), f"seed {SEED}: lost"
    assert {name: verdict[name] for name in SOUND} == {name: [] for name in SOUND}, f"seed {SEED}"
    assert verdict["reserved"], "nothing was held: the test would show nothing"


def test_a_confirmation_apart_from_its_hold_fails_the_same_test(market):
    """The control: confirmed in one transaction, held in the next."""
    chance = random.Random(SEED)
    for cycle in range(1, MOST_CYCLES):
        kill_in_the_middle(market, "hasty_seller", chance)
        if market.verdict("all")["unheld"]:
            log.info("seed %s: shown after %s cycles", SEED, cycle)
            return
    raise AssertionError(f"seed {SEED}: the test would not notice")
