"""From what somebody typed to what a record must have."""

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from itertools import pairwise

from ..terms import TEXT_LENGTH, Sort
from .needs import NOTHING, Need, all_of, any_of
from .pinyin import pairs, stored_as, ways
from .text import digits, normalise
from .tokens import NUMBER_LENGTH, grams

MOST_WORDS = 6
MOST_INITIALS = 12
PHONE_LIKE = re.compile(r"\+?[\d\s()-]{6,}")
ALL_SORTS = frozenset(Sort)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed text: its normalised words and what they need.

    strict  words taken as text, number or full pinyin
    loose   the same, or as initials
    """

    words: tuple[str, ...]
    strict: Need
    loose: Need


def parse(text: str, sorts: Set[Sort] = ALL_SORTS) -> Query:
    """Understand what was typed; a text without letters or digits fits nothing.

    sorts  what the person may search in
    """
    words = _words(text[:TEXT_LENGTH])
    if not words:
        return Query((), NOTHING, NOTHING)
    strict = [_strict(word, sorts) for word in words]
    loose = [any_of([s, _initials(word)]) for s, word in zip(strict, words, strict=True)]
    return Query(words, all_of(strict), all_of(loose))


def _words(text: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKC", text).strip()
    if PHONE_LIKE.fullmatch(text) and (number := digits(text)):
        return (number,)
    words = [word for part in text.split() if (word := normalise(part))]
    if len(words) > 1 and all(map(stored_as, words)):
        return ("".join(words),)  # "hua ning" is huaning
    return tuple(dict.fromkeys(words))[:MOST_WORDS]


def _strict(word: str, sorts: Set[Sort]) -> Need:
    found = [_text(word)]
    if len(word) >= NUMBER_LENGTH and Sort.CODE in sorts:
        found.append(_number(".", word))
    if len(word) >= NUMBER_LENGTH and Sort.PHONE in sorts and word.isdigit():
        found.append(_number("+", word))
    return any_of([*found, *(_way(way, word) for way in ways(word))])


def _text(word: str) -> Need:
    if len(word) == 1:
        return "^" + word
    if len(word) > 2 and word.isascii():
        return all_of(g for g in grams(word) if len(g) == 3)
    return all_of(grams(word))


def _number(mark: str, word: str) -> Need:
    """The last eight characters, where numbers differ most; the rest is checked afterwards."""
    last = len(word)
    ends = (last, max(last - NUMBER_LENGTH, NUMBER_LENGTH))
    return all_of(mark + word[at - NUMBER_LENGTH : at] for at in ends)


def _way(way: tuple[tuple[str, ...], ...], word: str) -> Need:
    if len(way) == 1:
        others = (s for s in way[0] if not s.startswith(word))  # lv, typed as lu
        return any_of("^" + letters for letters in (word, *others))
    return all_of(any_of(pairs(one, other)) for one, other in pairwise(way))


def _initials(word: str) -> Need:
    if not word.isascii() or not 2 <= len(word) <= MOST_INITIALS or word.isdigit():
        return NOTHING
    length = min(len(word), 3)
    return all_of("-" + word[at : at + length] for at in range(len(word) - length + 1))


def is_loose(query: Query) -> bool:
    """True when reading words as initials may find more."""
    return query.loose != query.strict


def starting(query: Query) -> Need | None:
    """Names that begin with the one word that was typed; None for anything else."""
    if len(query.words) != 1 or len(query.words[0]) < 2:
        return None
    (word,) = query.words
    return all_of(["^" + word[:2], _text(word)])
