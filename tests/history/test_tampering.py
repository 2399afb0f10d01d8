"""Whatever is done to a stored history, it shows (TRUST I10, D11)."""

import random
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from maizi.history.rules import CONTENT, START, Link, content_hash, flaws_of, link_hash

pytestmark = pytest.mark.once
TRIES, CHAINS, LENGTH = 1_000, 3, 20
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


@cache
def written() -> tuple[tuple, dict]:
    """A sound history: entries by chain and number, and the heads of the chains."""
    entries, heads = [], {}
    for number in range(CHAINS):
        chain, head = f"user-{number}", START
        for seq in range(1, LENGTH + 1):
            link = Link(
                chain, seq, NOON + timedelta(minutes=seq), number, "陈默", "customers.customer",
                seq * 7, f"客户 {seq}", "change", "改名", f"r{seq}", "10.0.0.1",
                f'{{"name":["旧名 {seq}","新名 {seq}"]}}', f"{seq:032x}", "",
            )  # fmt: skip
            link = replace(link, content=content_hash(getattr(link, n) for n in CONTENT))
            entries.append((link, head, own := link_hash(link, head)))
            head = own
        heads[chain] = (LENGTH, head)
    return tuple(entries), heads


def story() -> tuple[list, dict]:
    """A copy to spoil."""
    entries, heads = written()
    return list(entries), dict(heads)


def change_a_value(chance, entries, heads):
    place = chance.randrange(len(entries))
    link, previous, own = entries[place]
    name = chance.choice([f.name for f in fields(Link) if f.name not in ("chain", "seq")])
    value = getattr(link, name)
    if isinstance(value, str):
        spot = chance.randrange(len(value) + 1)
        other = value[:spot] + chance.choice("0x客 ") + value[spot:]
    elif isinstance(value, int):
        other = chance.choice([value + 1, None])
    else:
        other = value + timedelta(microseconds=chance.randrange(1, 10**9))
    entries[place] = (replace(link, **{name: other}), previous, own)


def rewrite_an_entry_with_its_hash(chance, entries, heads):
    place = chance.randrange(len(entries))
    link, previous, _ = entries[place]
    link = replace(link, actor_name="别人")
    entries[place] = (link, previous, link_hash(link, previous))


def leave_one_out(chance, entries, heads):
    del entries[chance.randrange(len(entries))]


def leave_one_out_and_renumber(chance, entries, heads):
    gone = entries.pop(chance.randrange(len(entries)))[0]
    for place, (link, previous, own) in enumerate(entries):
        if link.chain == gone.chain and link.seq > gone.seq:
            entries[place] = (replace(link, seq=link.seq - 1), previous, own)


def swap_two(chance, entries, heads):
    one, other = chance.sample(range(len(entries)), 2)
    mine, theirs = entries[one], entries[other]
    entries[one] = (replace(theirs[0], chain=mine[0].chain, seq=mine[0].seq), *theirs[1:])
    entries[other] = (replace(mine[0], chain=theirs[0].chain, seq=theirs[0].seq), *mine[1:])


def put_one_in(chance, entries, heads):
    place = chance.randrange(len(entries))
    link, previous, _ = entries[place]
    forged = replace(link, reason="补记")
    entries.insert(place, (forged, previous, link_hash(forged, previous)))


def cut_the_end_off(chance, entries, heads):
    chain = f"user-{chance.randrange(CHAINS)}"
    keep = chance.randrange(LENGTH)
    entries[:] = [e for e in entries if e[0].chain != chain or e[0].seq <= keep]


def forget_a_chain(chance, entries, heads):
    chain = f"user-{chance.randrange(CHAINS)}"
    if chance.random() < 0.5:
        del heads[chain]
    else:
        entries[:] = [e for e in entries if e[0].chain != chain]


def turn_a_hash(chance, entries, heads):
    place, which = chance.randrange(len(entries)), chance.randrange(1, 3)
    entry = list(entries[place])
    spot = chance.randrange(64)
    digit = chance.choice([d for d in "0123456789abcdef" if d != entry[which][spot]])
    entry[which] = entry[which][:spot] + digit + entry[which][spot + 1 :]
    entries[place] = tuple(entry)


WAYS = [
    change_a_value, rewrite_an_entry_with_its_hash, leave_one_out, leave_one_out_and_renumber,
    swap_two, put_one_in, cut_the_end_off, forget_a_chain, turn_a_hash,
]  # fmt: skip


def unnoticed(look) -> list[str]:
    """Tamperings that `look(entries, heads)` finds nothing wrong with, of TRIES random ones."""
    chance, missed = random.Random(20261120), []
    for number in range(TRIES):
        entries, heads = story()
        way = WAYS[number % len(WAYS)]
        way(chance, entries, heads)
        if not look(entries, heads):
            missed.append(f"{number} {way.__name__}")
    return missed


def test_a_sound_history_has_no_flaw():
    assert list(flaws_of(*story())) == []


def test_every_tampering_shows():
    assert unnoticed(lambda entries, heads: list(flaws_of(entries, heads))) == []


def test_numbers_alone_would_not_show_it():
    """The control: a log that is only numbered lets most of them pass."""

    def is_numbered_wrong(entries, heads):
        seqs = {c: [e[0].seq for e in entries if e[0].chain == c] for c in heads}
        return any(seqs[c] != list(range(1, length + 1)) for c, (length, _) in heads.items())

    assert len(unnoticed(is_numbered_wrong)) > TRIES / 3
