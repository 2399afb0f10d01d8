"""Eight processes claim the same customers at the same time (TRUST I4, I6, I10, D1)."""

import logging
from collections import Counter

from .lives import CLAIMERS, MOST_A_DAY, OWN, WAITING

log = logging.getLogger(__name__)


def race(archive, life: str, label: str) -> Counter:
    """How often each customer was claimed."""
    archive.live(f"fill {label}")
    archive.wait([archive.bear(f"{life} {label} {number}") for number in range(CLAIMERS)])
    return Counter(customer for word, _, customer in archive.acks() if word == "claimed")


def test_each_customer_is_claimed_by_exactly_one(archive):
    claimed, verdict = race(archive, "claimer", "公海"), archive.verdict("公海")
    tries = Counter(word for word, *_ in archive.acks())
    log.info("%s tries", tries)
    assert sum(tries.values()) == CLAIMERS * WAITING, "somebody met an error"
    assert tries["refused"] >= WAITING, "too little contention to prove anything"
    assert set(claimed.values()) == {1} and len(claimed) == WAITING
    for word, number, customer in archive.acks():
        assert word != "claimed" or verdict["owners"][customer] == f"claimer{number}"

    own = archive.verdict("自建-公海")
    assert len(own["written"]) == CLAIMERS * OWN
    assert own["untold"] == own["unfound"] == 0
    assert numbered_without_gap(own["numbers"])
    assert own["flaws"] == [] and own["entries"] >= WAITING + CLAIMERS * OWN


def numbered_without_gap(numbers: list[str]) -> bool:
    """Whether C202611-000001 … run on, each given once."""
    return [int(no.partition("-")[2]) for no in numbers] == list(range(1, len(numbers) + 1))


def test_looking_first_and_taking_then_claims_twice(archive):
    """The control. SQLite lets one write after the other: there the fault cannot show."""
    twice = 0
    for label in ("散客", "散客二", "散客三"):  # a busy machine lets one go after the other, too
        claimed = race(archive, "careless_claimer", label)
        twice = sum(times > 1 for times in claimed.values())
        log.info("%s of %s claimed twice", twice, len(claimed))
        if twice or archive.is_sqlite:
            break
    assert (twice == 0) if archive.is_sqlite else (twice > 0)


def clicked(archive, life: str, label: str) -> list[str]:
    """What one person, clicking in eight windows at once, got: each once, however many windows."""
    archive.live(f"limit {label}")
    archive.wait([archive.bear(f"{life} {label} {number}") for number in range(CLAIMERS)])
    return [customer for word, _, customer in archive.acks() if word == "claimed"]


def test_b4_a_limit_holds_however_many_windows_one_clicks_in(archive):
    got = clicked(archive, "clicker", "限额")
    tries = Counter(word for word, *_ in archive.acks())
    log.info("%s tries", tries)
    assert sum(tries.values()) == CLAIMERS * 4 * MOST_A_DAY, "somebody met an error"
    assert len(got) == len(set(got)) == MOST_A_DAY
    assert sorted(archive.verdict("限额")["owners"]) == sorted(got)


def test_b4_counting_first_and_claiming_then_goes_beyond_the_limit(archive):
    """The control. SQLite lets one write after the other: there the fault cannot show."""
    got = clicked(archive, "careless_clicker", "超额")
    log.info("%s of %s claimed", len(got), MOST_A_DAY)
    assert (len(got) == MOST_A_DAY) if archive.is_sqlite else (len(got) > MOST_A_DAY)
