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
ERASE = "erase"


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as its chain knows it.

    The hash covers every value but those of CONTENT, which it covers through `content`: a digest
    of them and of a salt of the entry's own. When a person's values have to go, they and the salt
    go; the digest stays, the chain holds, and nobody can try out what the values were.
    """

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
    salt: str
    content: str


CONTENT = ("salt", "title", "reason", "changes")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place where the history does not fit together."""

    chain: str
    seq: int
    message: str


# Made once: an import writes a hundred thousand entries, and astuple or dumps were half of it.
COVERED = tuple(name for name in Link.__slots__ if name not in CONTENT)
_values = attrgetter(*COVERED)
_content = attrgetter(*CONTENT)
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


def content_hash(values: Iterable[str]) -> str:
    """The digest of salt, title, reason and changes, in the order of CONTENT."""
    return hashlib.sha256(_plain(list(values)).encode()).hexdigest()


def moment_text(at: datetime) -> str:
    """A moment as the hash covers it, whatever the time zone."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


class Gone:
    """Entries whose content was erased, and the entries that account for it."""

    def __init__(self) -> None:
        self._erased: list[Link] = []
        self._told: dict[tuple[str, int | None], datetime] = {}

    def holds(self, link: Link) -> bool:
        """Whether the content is what it was; an erased one has no salt and must be told of."""
        if link.verb == ERASE:
            key = (link.kind, link.object_id)
            self._told[key] = max(link.at, self._told.get(key, link.at))
        if not link.salt:
            self._erased.append(link)
            return True
        return content_hash(_content(link)) == link.content

    def unaccounted(self) -> Iterator[Flaw]:
        """Erased entries of records about which no later entry says that they were erased."""
        for link in self._erased:
            told = self._told.get((link.kind, link.object_id))
            if told is None or told < link.at:
                yield Flaw(link.chain, link.seq, N_("内容被抹去，却没有抹去的记录"))


def flaws_of(
    entries: Iterable[tuple[Link, str, str]], heads: dict[str, tuple[int, str]]
) -> Iterator[Flaw]:
    """What is wrong with entries ordered by chain and seq.

    entries  (link, previous hash as stored, own hash as stored)
    heads    chain -> (length, hash of the last entry)
    """
    reached: dict[str, tuple[int, str]] = {}
    gone = Gone()
    for link, previous, own in entries:
        length, head = reached.get(link.chain, (0, START))
        if link.seq != length + 1:
            yield Flaw(link.chain, length + 1, N_("缺少一条记录"))
        elif previous != head:
            yield Flaw(link.chain, link.seq, N_("与前一条记录接不上"))
        if link_hash(link, previous) != own or not gone.holds(link):
            yield Flaw(link.chain, link.seq, N_("内容被改动"))
        reached[link.chain] = (link.seq, own)
    yield from gone.unaccounted()
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
