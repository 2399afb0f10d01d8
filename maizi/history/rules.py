"""The chain: what an entry's hash covers and how a broken chain shows itself."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter

from maizi.kernel.texts import N_

from .terms import MARK

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """Everything of one entry that its hash covers, in this order."""

    chain: str
    seq: int
    at: datetime
    actor_id: int | None
    actor_name: str
    kind: str
    object_id: int | None
    title: str
    verb: str
    reason: str
    request_id: str
    address: str
    changes: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place where the history does not fit together."""

    chain: str
    seq: int
    message: str


# Made once: an import writes a hundred thousand entries, and astuple or dumps were half of it.
_values = attrgetter(*Link.__slots__)
_plain = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def canonical(changes: dict) -> str:
    """Changes as the one JSON text that is stored and hashed."""
    return _canonical(changes)


def marked(told: Mapping[str, object]) -> dict[str, object]:
    """Circumstances as they stand among the changes."""
    return {f"{MARK}{name}": value for name, value in told.items()}


def link_hash(link: Link, previous: str) -> str:
    """SHA-256 over the entry and the hash of the one before it, as 64 hex digits."""
    return values_hash([previous, *_values(link)], moment_text(link.at))


def values_hash(values: list, moment: str) -> str:
    """The same of bare values, the hash before first; `moment` is the text of theirs."""
    values[3] = moment
    return hashlib.sha256(_plain(values).encode()).hexdigest()


def moment_text(at: datetime) -> str:
    """A moment as the hash covers it, whatever the time zone."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def flaws_of(
    entries: Iterable[tuple[Link, str, str]], heads: dict[str, tuple[int, str]]
) -> Iterator[Flaw]:
    """What is wrong with entries ordered by chain and seq.

    entries  (link, previous hash as stored, own hash as stored)
    heads    chain -> (length, hash of the last entry)
    """
    reached: dict[str, tuple[int, str]] = {}
    for link, previous, own in entries:
        length, head = reached.get(link.chain, (0, START))
        if link.seq != length + 1:
            yield Flaw(link.chain, length + 1, N_("缺少一条记录"))
        elif previous != head:
            yield Flaw(link.chain, link.seq, N_("与前一条记录接不上"))
        if link_hash(link, previous) != own:
            yield Flaw(link.chain, link.seq, N_("内容被改动"))
        reached[link.chain] = (link.seq, own)
    for chain in sorted(heads.keys() | reached.keys()):
        if reached.get(chain, (0, START)) != heads.get(chain, (0, START)):
            yield Flaw(chain, heads.get(chain, (0, START))[0], N_("链尾与记录不符"))


def seal_digest(heads: dict[str, tuple[int, str]]) -> str:
    """One digest over the heads of all chains."""
    text = "\n".join(f"{chain} {length} {head}" for chain, (length, head) in sorted(heads.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def seal_signature(digest: str, at: datetime, key: bytes) -> str:
    """Who holds the installation's key vouches for the digest at that moment."""
    return hmac.new(key, f"{moment_text(at)} {digest}".encode(), hashlib.sha256).hexdigest()
