"""Whether a stored record really fits a query, and how well."""

from collections.abc import Collection, Sequence
from functools import lru_cache

from maizi.kernel.pinyin import Readings, readings

from .pinyin import ways
from .query import MOST_INITIALS
from .tokens import NUMBER_LENGTH, initials

# Smaller is better; words add up.
EXACT, STARTS, CONTAINS, SOUNDS, ABBREVIATED, IN_NOTE = 0, 1, 2, 3, 5, 6


def rank(lines: Sequence[str], words: Sequence[str], *, is_loose: bool) -> int | None:
    """How well the lines fit all the words, 0 best; None when a word is nowhere.

    is_loose  initials count as well
    """
    total = 0
    for word in words:
        best = min((r for line in lines if (r := _rank(line, word)) is not None), default=None)
        if best is None:
            best = _rank_by_sound(lines, word, is_loose)
        if best is None:
            return None
        total += best
    return total


def lines_in(lines: str, letters: Collection[str]) -> list[str]:
    """The stored lines of the sorts a person may search in."""
    return [line for line in lines.split("\n") if line[:1] in letters]


def _rank(line: str, word: str) -> int | None:
    sort = line[0]
    if word not in line[1:]:
        return None
    if sort in "dc":
        return _rank_number(line, word)
    if sort == "f":
        return IN_NOTE if len(word) > 1 else None
    if line.startswith(word, 1):
        return EXACT if len(line) == len(word) + 1 else STARTS
    return CONTAINS if len(word) > 1 else None


def _rank_number(line: str, word: str) -> int | None:
    if len(word) < NUMBER_LENGTH:
        return None
    if len(line) == len(word) + 1:
        return EXACT
    return STARTS if line.endswith(word) or line.startswith(word, 1) else CONTAINS


def _rank_by_sound(lines: Sequence[str], word: str, is_loose: bool) -> int | None:
    if not word.isascii():
        return None
    found = []
    for line in lines:
        if line[0] not in "np" or line.isascii():
            continue
        heard = readings(line[1:], is_person=line[0] == "p")
        if (place := _place_of_sound(heard, word)) is not None:
            found.append(SOUNDS if place else STARTS)
        elif is_loose and (place := _place_of_initials(line[1:], heard, word)) is not None:
            found.append(ABBREVIATED if place else ABBREVIATED - 1)
    return min(found, default=None)


def _place_of_sound(heard: Readings, word: str) -> int | None:
    """Where full pinyin begins in the name; a single syllable counts at the beginning only."""
    places = []
    for way in _sets(word):
        last = 1 if len(way) == 1 else len(heard) - len(way) + 1
        begins = way[0]
        for at in range(last):
            if not begins.isdisjoint(heard[at]) and _sounds_so(way, heard, at):
                places.append(at)
                break
    return min(places, default=None)


def _sounds_so(way: list[frozenset[str]], heard: Readings, at: int) -> bool:
    return all(not s.isdisjoint(h) for s, h in zip(way, heard[at:], strict=False))


@lru_cache(maxsize=64)
def _sets(word: str) -> list[list[frozenset[str]]]:
    return [[frozenset(syllable) for syllable in way] for way in ways(word)]


def _place_of_initials(text: str, heard: Readings, word: str) -> int | None:
    if not 2 <= len(word) <= MOST_INITIALS:
        return None
    usual = "".join([s[0][0] if s else c for s, c in zip(heard, text, strict=True)])
    if (place := usual.find(word)) >= 0:
        return place
    if all(len(sounds) < 2 for sounds in heard):
        return None
    letters = initials(text, heard)
    for at in range(len(letters) - len(word) + 1):
        if all(c in near for c, near in zip(word, letters[at:], strict=False)):
            return at
    return None
