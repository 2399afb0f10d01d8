"""Each character's readings, in context; without the 57 MB of a dictionary package."""

from functools import lru_cache

from .tables import SURNAMES, tables

Readings = tuple[tuple[str, ...], ...]

MOST_SOUNDS = 4
KEPT = 4_096  # an import asks for a name's order, then for its tokens; typing ranks names again


@lru_cache(maxsize=KEPT)
def readings(text: str, *, is_person: bool = False) -> Readings:
    """For each character all its living readings, the one fitting here first; () if none.

    text  simplified characters; traditional ones have no reading here (see Tables.folds)
    """
    table = tables()
    sounds, places = table.sounds, table.places
    found = [sounds[places[ord(c) - 0x3400]] if "\u3400" <= c <= "\u9fff" else () for c in text]
    if not table.starts.isdisjoint(text):
        _read_phrases(text, found)
    if is_person:
        _read_surname(text, found)
    return tuple(found)


def spelled(text: str, *, is_person: bool = False) -> str:
    """A text with every Chinese character replaced by its usual reading: 张三 is zhangsan."""
    text = text.translate(tables().folds)
    heard = readings(text, is_person=is_person)
    return "".join([s[0] if s else c for s, c in zip(heard, text, strict=True)])


def _read_phrases(text: str, found: list[tuple[str, ...]]) -> None:
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


def _read_surname(text: str, found: list[tuple[str, ...]]) -> None:
    for length in (2, 1):
        if heard := SURNAMES.get(text[:length]):
            for at, sound in enumerate(heard.split()):
                found[at] = _first(sound, found[at])
            return


def _first(sound: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return (sound, *(s for s in known if s != sound))[:MOST_SOUNDS]
