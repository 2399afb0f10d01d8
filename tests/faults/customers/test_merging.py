"""Several people merge the same customers at once and are killed: nothing is lost (A-12, D3)."""

import random
import time

from .lives import TWINS

MERGERS = 4
SEED = random.SystemRandom().randrange(10**6)
LEFT = "SELECT count(*) FROM customers_customer WHERE name = '{0}科技有限公司'"
GONE = "SELECT count(*) FROM customers_alias WHERE name = '{0}科技有限公司'"
PEOPLE = (
    "SELECT count(*) FROM customers_contact c JOIN customers_customer k ON k.id = c.customer_id"
    " WHERE c.name LIKE '{0}的人%' AND k.name = '{0}科技有限公司'"
)


def counted(archive, statement: str, label: str) -> int:
    return archive.ask(statement.format(label))[0][0]


def test_of_overlapping_merges_each_customer_goes_once(archive):
    archive.live("twins 同")
    archive.wait([archive.bear(f"merger 同 {number}") for number in range(MERGERS)])
    gone = [customer for word, _, customer in archive.acks() if word == "merged"]
    assert len(gone) == len(set(gone)) == TWINS - 1
    assert counted(archive, LEFT, "同") == 1 and counted(archive, GONE, "同") == TWINS - 1
    assert counted(archive, PEOPLE, "同") == TWINS


def test_merges_that_are_killed_are_done_or_never_were(archive):
    chance = random.Random(SEED)
    archive.live("twins 杀")
    for _ in range(4):
        pids = [archive.bear(f"merger 杀 {number}") for number in range(2)]
        time.sleep(chance.uniform(0.02, 0.25))
        archive.kill(pids, chance)
        left, gone = counted(archive, LEFT, "杀"), counted(archive, GONE, "杀")
        assert left + gone == TWINS, f"seed {SEED}: a customer is lost"
        assert counted(archive, PEOPLE, "杀") == TWINS, f"seed {SEED}: a contact is lost"
    noted = {customer for word, _, customer in archive.acks() if word == "merged"}
    assert len(noted) <= counted(archive, GONE, "杀")
