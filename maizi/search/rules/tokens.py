"""From a document to the tokens it can be found by.

Classes of tokens never collide, each has a character that no normalised text contains:
  华宁  a1  abc   two characters; three letters or digits
  ^华  ^华宁  ^hu  the beginning of a name: one character, two, letters of the first syllable
  hua_ning        two syllables that follow each other
  -hn   -hnk      initials
  +8000           four digits of a phone
  .2026           four characters of a code
  =owner:7        a facet
"""

import re
from collections.abc import Iterable, Sequence
from zlib import crc32

from maizi.kernel.pinyin import Readings, readings

from ..terms import Document
from .pinyin import pairs
from .text import digits, normalise

VERSION = 1  # raise it with every change of the tokens or of the tables: all is indexed anew
MOST_TEXTS = 40
MOST_CHARACTERS = 300
MOST_FREE_CHARACTERS = 1000
NUMBER_LENGTH = 4  # characters of a token of a phone or a code
PLAIN_RUN = re.compile("[0-9a-z]{3}")


def lines_of(document: Document) -> list[str]:
    """A document as it is stored: one line per text, its sort's letter and the normal form."""
    lines = []
    for sort, text in list(document.texts)[:MOST_TEXTS]:
        if sort == "d":
            found = digits(text)
        else:
            found = normalise(text[: MOST_FREE_CHARACTERS if sort == "f" else MOST_CHARACTERS])
        if found and (line := sort + found) not in lines:
            lines.append(line)
    return lines


def tokens_of(lines: Iterable[str], facets: Sequence[str] = ()) -> set[str]:
    """All tokens of stored lines and facets."""
    found = list(facets)
    for line in lines:
        letter, text = line[0], line[1:]
        if letter == "d":
            found += numbers("+", text)
        elif letter == "c":
            found += numbers(".", text)
        else:
            found += grams(text)
            if letter != "f":
                found += _heard(text, letter == "p")
    return set(found)


def number_of(token: str) -> int:
    """A token as a number of 32 bits with sign, where numbers are cheaper than words."""
    return (crc32(token.encode()) ^ 0x80000000) - 0x80000000


def grams(text: str) -> list[str]:
    """Two neighbouring characters, and three neighbouring letters or digits."""
    found = [text[at : at + 2] for at in range(len(text) - 1)]
    if PLAIN_RUN.search(text):
        found += [g for at in range(len(text) - 2) if (g := text[at : at + 3]).isascii()]
    return found


def numbers(mark: str, text: str) -> list[str]:
    """Four neighbouring characters of a phone or code; a shorter one as a whole."""
    last = max(len(text) - NUMBER_LENGTH, 0)
    return [mark + text[at : at + NUMBER_LENGTH] for at in range(last + 1)]


def initials(text: str, heard: Readings) -> list[tuple[str, ...]]:
    """For each character the letters it may be typed by: its initials, or itself."""
    return [
        tuple(dict.fromkeys(s[0] for s in sounds)) or (char,)
        for char, sounds in zip(text, heard, strict=True)
    ]


def _heard(text: str, is_person: bool) -> list[str]:
    """How a name begins, sounds and is abbreviated."""
    if text.isascii():
        return ["^" + text[0], "^" + text[:2]]
    heard = readings(text, is_person=is_person)
    first = [sounds[0] if sounds else "" for sounds in heard]
    letters = "".join([s[0] if s else c for s, c in zip(first, text, strict=True)])
    after = letters[1:]
    found = ["^" + text[0], "^" + text[:2]]
    found += ["^" + s[:end] for s in heard[0] for end in range(1, len(s) + 1)]
    found += [f"{a}_{b}" for a, b in zip(first, first[1:], strict=False) if a and b]
    found += ["-" + a + b for a, b in zip(letters, after, strict=False)]
    found += [f"-{a}{b}{c}" for a, b, c in zip(letters, after, letters[2:], strict=False)]
    for at, sounds in enumerate(heard):
        if len(sounds) > 1:
            found += _otherwise(at, heard, letters)
    return found


def _otherwise(at: int, heard: Readings, letters: str) -> list[str]:
    """What comes of the further readings of one character."""
    sounds, found = heard[at], []
    if at and heard[at - 1]:
        found += pairs(heard[at - 1], sounds)
    if at + 1 < len(heard) and heard[at + 1]:
        found += pairs(sounds, heard[at + 1])
    for other in {s[0] for s in sounds[1:]} - {letters[at]}:
        near = letters[max(at - 2, 0) : at] + other + letters[at + 1 : at + 3]
        found += ["-" + near[i : i + 2] for i in range(len(near) - 1)]
        found += ["-" + near[i : i + 3] for i in range(len(near) - 2)]
    return found
