"""A hundred clicks on one case, and deciders killed in the middle: applied once (TRUST I5, D3)."""

import logging
import random
import time
from collections import Counter

from .lives import CLICKS, DECIDERS

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
CYCLES, ACKS, CLERKS = 10, 40, 3


def click(office, life: str, label: str) -> Counter:
    """What a hundred clicks from ten processes were answered."""
    office.live(f"ask {label}")
    office.wait([office.bear(f"{life} {label} {number}") for number in range(DECIDERS)])
    return Counter(word for word, *_ in office.acks())


def test_a_hundred_approvals_at_once_apply_once(office):
    answers, verdict = click(office, "decider", "同时"), office.verdict("同时")
    assert answers == {"agreed": 1, "refused": DECIDERS * CLICKS - 1}
    assert len(verdict["applied"]) == len(verdict["changed"]) == 1
    assert verdict["torn"] == []


def test_looking_first_and_applying_then_applies_twice(office):
    """The control. SQLite lets one write after the other: there the fault cannot show."""
    answers = click(office, "careless_decider", "粗心")
    log.info("%s", answers)
    assert (answers["agreed"] == 1) if office.is_sqlite else (answers["agreed"] > 1)


def killed_clerks(office, life: str) -> None:
    """Clerks that decide until killed, again and again."""
    chance, cycles = random.Random(SEED), 0
    while cycles < CYCLES or len(office.acks()) < ACKS:
        cycles += 1
        enough, until = len(office.acks()) + chance.randint(1, 5), time.monotonic() + 30
        pids = [office.bear(life) for _ in range(CLERKS)]
        while len(office.acks()) < enough:
            assert time.monotonic() < until, "nothing gets done"
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.05))
        office.kill(pids, chance)


def test_kill_between_approval_and_effect_loses_nothing(office):
    killed_clerks(office, "clerk 书记")
    verdict = office.verdict("书记")
    acked = {int(case) for (case,) in office.acks()}
    assert acked <= set(verdict["approved"]), f"seed {SEED}: an approval is lost"
    assert verdict["torn"] == [], f"seed {SEED}: approved and applied are not the same cases"
    assert sorted(verdict["applied"]) == sorted(verdict["approved"]), f"seed {SEED}"
    assert max(Counter(verdict["changed"]).values()) == 1, f"seed {SEED}"


def test_approving_first_and_applying_then_is_torn(office):
    """The control: the same kills tear what is done in two transactions."""
    killed_clerks(office, "hasty_clerk 急性")
    assert office.verdict("急性")["torn"]
