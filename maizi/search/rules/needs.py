"""What a record must have to fit: tokens joined by "all of" and "any of"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class All:
    """Every part is needed; without parts nothing is."""

    parts: tuple["Need", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One part is enough; without parts nothing fits."""

    parts: tuple["Need", ...]


Need = str | All | Any
NOTHING = Any(())


def all_of(parts: Iterable[Need]) -> Need:
    """Every one of the parts, simplified."""
    flat: dict[Need, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, All) else (part,)))
    if NOTHING in flat:
        return NOTHING
    return next(iter(flat)) if len(flat) == 1 else All(tuple(flat))


def any_of(parts: Iterable[Need]) -> Need:
    """At least one of the parts, simplified."""
    flat: dict[Need, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, Any) else (part,)))
    if any(isinstance(part, All) and not part.parts for part in flat):
        return All(())
    return next(iter(flat)) if len(flat) == 1 else Any(tuple(flat))


def most_share(need: Need, share_of: Callable[[str], float]) -> float:
    """The largest share of all records that can fit, from the shares of the tokens."""
    if isinstance(need, str):
        return share_of(need)
    shares = [most_share(part, share_of) for part in need.parts]
    return min([1.0, *shares]) if isinstance(need, All) else min(1.0, sum(shares))


def width(need: Need) -> int:
    """How many tokens must be looked for to say that a record does not fit."""
    if isinstance(need, str):
        return 1
    widths = [width(part) for part in need.parts]
    return min(widths, default=0) if isinstance(need, All) else sum(widths)


def split(need: Need, is_frequent: Callable[[Need], bool]) -> list[Need]:
    """The same need as one or two, of which any is enough: the frequent part and the rare one."""
    if isinstance(need, Any):
        sides = [[p for p in need.parts if is_frequent(p) is side] for side in (True, False)]
        return [any_of(side) for side in sides if side]
    for part in need.parts if isinstance(need, All) else ():
        if isinstance(part, Any) and len(ways := split(part, is_frequent)) > 1:
            rest = [other for other in need.parts if other is not part]
            return [all_of([way, *rest]) for way in ways]
    return [need]
