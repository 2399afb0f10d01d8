"""How a name sounds: the readings of each character, in context, and as typed letters."""

from functools import cache, lru_cache
from itertools import product

from .tables import SURNAMES, syllables, tables

Readings = list[tuple[str, ...]]

LONGEST = 6  # letters of a syllable: zhuang
MOST_LETTERS = 40
MOST_WAYS = 6
MOST_SOUNDS = 4

# What people type for ü.
TYPED = {
    "lu": ("lu", "lv"), "nu": ("nu", "nv"), "lue": ("lve",), "nue": ("nve",), "lyu": ("lv",),
    "nyu": ("nv",),
}  # fmt: skip


def readings(text: str, *, is_person: bool = False) -> Readings:
    """For each character all its living readings, the one fitting here first; () if none.

    text  normalised
    """
    table = tables()
    sounds, places = table.sounds, table.places
    found = [sounds[places[ord(c) - 0x3400]] if "\u3400" <= c <= "\u9fff" else () for c in text]
    if not table.starts.isdisjoint(text):
        _read_phrases(text, found)
    if is_person:
        _read_surname(text, found)
    return found


def sort_key(text: str, *, is_person: bool = False) -> str:
    """The usual reading of a normalised name, syllables and other runs parted by a space."""
    parts, last = [], ""
    for char, sounds in zip(text, readings(text, is_person=is_person), strict=True):
        if sounds or last == " ":
            parts.append(" ")
        parts.append(sounds[0] if sounds else char)
        last = " " if sounds else char
    return "".join(parts).strip()


@lru_cache(maxsize=512)
def ways(letters: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Every way to read typed letters as syllables; the last one may be unfinished.

    Each way is one tuple per syllable with the stored spellings it stands for: "huaw" is
    (("hua",), ("wa", "wai", …)). Longer syllables first, at most six ways.
    """
    if not letters.isascii() or not letters.isalpha() or len(letters) > MOST_LETTERS:
        return ()
    found: list[tuple[tuple[str, ...], ...]] = []
    _split(letters, (), found)
    return tuple(found)


@cache
def beginning_with(letters: str) -> tuple[str, ...]:
    """The syllables that begin with these letters; "lü" may be typed as lu or lyu."""
    found = {s for s in syllables() if s.startswith(letters)}
    for typed, stored in TYPED.items():
        if typed.startswith(letters):
            found.update(stored)
    return tuple(sorted(found))


@cache
def stored_as(syllable: str) -> tuple[str, ...]:
    """The spellings a typed syllable stands for; none when it is no syllable."""
    return TYPED.get(syllable) or ((syllable,) if syllable in syllables() else ())


def pairs(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    """All readings of two neighbours as tokens."""
    return [f"{a}_{b}" for a, b in product(one, other)]


def _split(rest: str, before: tuple, found: list) -> None:
    for length in range(min(LONGEST, len(rest)), 0, -1):
        if len(found) >= MOST_WAYS:
            return
        piece, after = rest[:length], rest[length:]
        if after:
            if stored := stored_as(piece):
                _split(after, (*before, stored), found)
        elif stored := beginning_with(piece):
            found.append((*before, stored))


def _read_phrases(text: str, found: Readings) -> None:
    starts, place = tables().starts, 0
    while place < len(text) - 1:
        heard = _phrase_at(text, place) if text[place] in starts else ()
        for at, sound in enumerate(heard, place):
            found[at] = _first(sound, found[at])
        place += len(heard) or 1


def _phrase_at(text: str, place: int) -> tuple[str, ...]:
    """The readings of the longest phrase that begins here; none without one."""
    phrases = tables().phrases
    return phrases.get(text[place : place + 3]) or phrases.get(text[place : place + 2]) or ()


def _read_surname(text: str, found: Readings) -> None:
    for length in (2, 1):
        if heard := SURNAMES.get(text[:length]):
            for at, sound in enumerate(heard.split()):
                found[at] = _first(sound, found[at])
            return


def _first(sound: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return (sound, *(s for s in known if s != sound))[:MOST_SOUNDS]
