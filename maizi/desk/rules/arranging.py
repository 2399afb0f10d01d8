"""What stands on a board and in which order; when it is sent (L-20)."""

from collections.abc import Collection, Sequence
from datetime import date

from ..terms import BoardKind, Rhythm

MONDAY, FIRST = 0, 1
USUAL: dict[BoardKind, tuple[str, ...]] = {
    BoardKind.SELLER: ("promises", "leaving", "visits", "numbers", "falling", "care"),
    BoardKind.LEADER: ("team", "numbers", "leaving", "complaints", "overdue"),
    BoardKind.BOSS: ("value", "overdue", "forecast", "team"),
    BoardKind.FINANCE: ("overdue", "numbers", "forecast", "promises"),
    BoardKind.SERVICE: ("tickets", "complaints", "promises", "numbers"),
}


def sound(parts: Sequence[str], known: Collection[str]) -> list[str]:
    """The parts that exist and may be seen, each once, in their order."""
    return [code for code in dict.fromkeys(parts) if code in known]


def moved(parts: Sequence[str], code: str, verb: str) -> list[str]:
    """One part goes up or down by one place, off the board, or on it at the end."""
    rest = [one for one in parts if one != code]
    if verb == "off" or (verb != "on" and code not in parts):
        return rest
    if verb == "on":
        return [*rest, code]
    place = list(parts).index(code) + (-1 if verb == "up" else 1)
    place = min(max(place, 0), len(rest))
    return [*rest[:place], code, *rest[place:]]


def put_before(parts: Sequence[str], code: str, other: str) -> list[str]:
    """One part goes before another one; to the end when that one is not there."""
    rest = [one for one in parts if one != code]
    place = rest.index(other) if other in rest else len(rest)
    return [*rest[:place], code, *rest[place:]]


def is_due(rhythm: Rhythm, today: date, told_on: date | None) -> bool:
    """Whether a board is to be sent today; never twice on one day."""
    if told_on is not None and told_on >= today:
        return False
    return {
        Rhythm.NEVER: False, Rhythm.DAILY: True, Rhythm.WEEKLY: today.weekday() == MONDAY,
        Rhythm.MONTHLY: today.day == FIRST,
    }[rhythm]  # fmt: skip
