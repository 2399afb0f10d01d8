"""A hundred orders at once, and cashiers killed in the middle: never beyond the limit, and the
sums are those of the entries (D-30, T-1.3)."""

import logging
import random
import time
from collections import Counter
from decimal import Decimal

from .lives import LIMIT, ORDER, ORDERS, SELLERS

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
CYCLES, ACKS, CASHIERS = 8, 30, 3
ROOM = int(LIMIT / ORDER)


def order(till, life: str, label: str) -> Counter:
    """What a hundred orders from ten processes were answered."""
    till.wait([till.bear(f"{life} {label} {number}") for number in range(SELLERS)])
    return Counter(word for word, *_ in till.acks())


def test_a_hundred_orders_at_once_never_exceed_the_limit(till):
    answers, verdict = order(till, "seller", "同时"), till.verdict("同时")
    assert answers == {"passed": ROOM, "stopped": SELLERS * ORDERS - ROOM}
    assert verdict["held"] == ROOM and Decimal(verdict["reserved"]) == ROOM * ORDER
    assert Decimal(verdict["available"]) >= 0 and verdict["torn"] == []


def test_a_hundred_orders_at_once_never_exceed_what_the_grade_lets_pass(till):
    """D-3, D-30: grade C asks above four fifths of the limit, however many order at once."""
    answers, verdict = order(till, "seller", "评级"), till.verdict("评级")
    room = int(LIMIT * 4 / 5 / ORDER)
    assert answers == {"passed": room, "stopped": SELLERS * ORDERS - room}
    assert Decimal(verdict["reserved"]) == room * ORDER <= LIMIT * 4 / 5
    assert verdict["torn"] == []


def test_checking_first_and_holding_then_exceeds_it(till):
    """The control, on both databases: the check is outside the transaction that holds."""
    answers, verdict = order(till, "careless_seller", "粗心"), till.verdict("粗心")
    log.info("%s, %s held", answers, verdict["reserved"])
    assert Decimal(verdict["reserved"]) > LIMIT


def killed_cashiers(till, life: str) -> None:
    """Cashiers that post until killed, again and again."""
    chance, cycles = random.Random(SEED), 0
    while cycles < CYCLES or len(till.acks()) < ACKS:
        cycles += 1
        enough, until = len(till.acks()) + chance.randint(1, 5), time.monotonic() + 60
        pids = [till.bear(life) for _ in range(CASHIERS)]
        while len(till.acks()) < enough:
            assert time.monotonic() < until, "nothing gets done"
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.05))
        till.kill(pids, chance)


def test_kill_between_entry_and_sums_tears_nothing(till):
    killed_cashiers(till, "cashier 出纳")
    verdict = till.verdict("出纳")
    acked = {int(entry) for (entry,) in till.acks()}
    assert acked <= set(verdict["receipts"]), f"seed {SEED}: a receipt is lost"
    assert verdict["torn"] == [], f"seed {SEED}"


def test_posting_first_and_summing_then_is_torn(till):
    """The control: the same kills tear what is done in two transactions."""
    killed_cashiers(till, "hasty_cashier 急性")
    assert till.verdict("急性")["torn"]
