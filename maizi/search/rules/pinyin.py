"""How a name sounds to those who type it: letters split into syllables, a key to sort by."""

from functools import cache, lru_cache
from itertools import product

from maizi.kernel.pinyin import readings, syllables

LONGEST = 6  # letters of a syllable: zhuang
MOST_LETTERS = 40
MOST_WAYS = 6

# What people type for ü.
TYPED = {
    "lu": ("lu", "lv"), "nu": ("nu", "nv"), "lue": ("lve",), "nue": ("nve",), "lyu": ("lv",),
    "nyu": ("nv",),
}  # fmt: skip


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
