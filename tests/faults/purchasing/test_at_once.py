"""Several people receive the same order and pay the same supplier, and some are killed."""

import logging
import random
import time
from collections import Counter

from .lives import ORDERED, RECEIVERS, ROUNDS

log = logging.getLogger(__name__)
SEED = random.SystemRandom().randrange(10**6)
RECEIVED = (
    "SELECT CAST(l.received AS INTEGER) FROM purchasing_orderline l JOIN purchasing_purchaseorder o"
    " ON o.id = l.order_id WHERE o.note = '{0}'"
)
PAPERS = (
    "SELECT count(*) FROM purchasing_receipt r JOIN purchasing_purchaseorder o ON o.id = r.order_id"
    " WHERE o.note = '{0}' AND r.state = 'posted'"
)
STATE = "SELECT state FROM purchasing_purchaseorder WHERE note = '{0}'"
STOCK = "SELECT CAST(sum(quantity) AS INTEGER) FROM stock_stockaccount"
ALL_IN = "SELECT CAST(sum(received) AS INTEGER) FROM purchasing_orderline WHERE received > 0"
# Cents, so that both databases count in whole numbers.
BALANCES = (
    "SELECT CAST(round(s.payable_yuan * 100) AS BIGINT),"
    " CAST(round(coalesce(sum(e.amount_yuan), 0) * 100) AS BIGINT),"
    " CAST(round(coalesce(sum(e.open_yuan), 0) * 100) AS BIGINT) FROM purchasing_supplier s"
    " LEFT JOIN purchasing_supplierentry e ON e.supplier_id = s.id GROUP BY s.id, s.payable_yuan"
    " ORDER BY s.id"
)
HALF = (
    "SELECT count(*) FROM purchasing_receipt r WHERE r.state = 'posted' AND NOT EXISTS (SELECT 1"
    " FROM purchasing_supplierentry e WHERE e.source_id = r.id) OR r.state = 'posted' AND NOT"
    " EXISTS (SELECT 1 FROM stock_stockdocument d WHERE d.source_id = r.id)"
)


def race(gate, life: str, label: str) -> Counter:
    gate.live(f"ordered {label}")
    gate.wait([gate.bear(f"{life} {label} {number}") for number in range(RECEIVERS)])
    return Counter(word for word, *_ in gate.acks())


def asked(gate, statement: str, label: str = ""):
    return gate.ask(statement.format(label))[0][0]


def test_two_people_receiving_the_same_order_never_receive_too_much(gate):
    tries = race(gate, "receiver", "同收")
    log.info("%s", tries)
    assert sum(tries.values()) == RECEIVERS * ROUNDS, "somebody met an error"
    assert tries["received"] == ORDERED == asked(gate, RECEIVED, "同收")
    assert asked(gate, PAPERS, "同收") == ORDERED
    assert asked(gate, STATE, "同收") == "received"
    assert asked(gate, STOCK) == asked(gate, ALL_IN)
    assert all(a == b == c for a, b, c in gate.ask(BALANCES)) and asked(gate, HALF) == 0


def test_looking_first_and_writing_then_receives_too_much(gate):
    """The control, on both databases."""
    tries = race(gate, "careless_receiver", "大意")
    log.info("%s noted, %s on the order", tries["received"], asked(gate, RECEIVED, "大意"))
    assert tries["received"] > asked(gate, RECEIVED, "大意")
    gate.ask("UPDATE purchasing_orderline SET received = 0 WHERE id IN (SELECT l.id FROM"
             " purchasing_orderline l JOIN purchasing_purchaseorder o ON o.id = l.order_id WHERE"
             " o.note = '大意')")  # fmt: skip


def test_the_ledger_balances_however_many_pay_at_once(gate):
    gate.wait([gate.bear(f"payer {number}") for number in range(4)])
    assert len(gate.acks()) == 4 * ROUNDS, "somebody met an error"
    assert all(a == b == c for a, b, c in gate.ask(BALANCES))


def test_reading_a_balance_and_writing_it_back_loses_payments(gate):
    """The control, on both databases."""
    gate.wait([gate.bear(f"careless_payer {number}") for number in range(4)])
    assert any(a != b for a, b, _ in gate.ask(BALANCES))
    gate.ask("DELETE FROM purchasing_supplierentry WHERE no = 'X'")
    gate.ask("UPDATE purchasing_supplier SET payable_yuan = 0 WHERE id = (SELECT max(id) FROM"
             " purchasing_supplier)")  # fmt: skip


def test_receiving_that_is_killed_is_done_or_never_was(gate):
    chance = random.Random(SEED)
    gate.live("ordered 断电")
    for _ in range(4):
        pids = [gate.bear(f"receiver 断电 {number}") for number in range(3)]
        time.sleep(chance.uniform(0.05, 0.4))
        gate.kill(pids, chance)
        told = f"seed {SEED}"
        assert asked(gate, RECEIVED, "断电") == asked(gate, PAPERS, "断电"), told
        assert asked(gate, STOCK) == asked(gate, ALL_IN), told
        assert all(a == b == c for a, b, c in gate.ask(BALANCES)), told
        assert asked(gate, HALF) == 0, told
    noted = sum(word == "received" for word, *_ in gate.acks())
    assert noted <= asked(gate, RECEIVED, "断电")
